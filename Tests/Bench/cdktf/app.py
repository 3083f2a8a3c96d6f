"""A network, a server and a database, as a program for the Cloud Development Kit for Terraform.

It is much less than tfgen makes of a stack, so the comparison of their times favours it.
"""

import sys

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_digitalocean.database_cluster import DatabaseCluster
from cdktf_cdktf_provider_digitalocean.droplet import Droplet
from cdktf_cdktf_provider_digitalocean.provider import DigitaloceanProvider
from cdktf_cdktf_provider_digitalocean.vpc import Vpc

app = App(outdir=sys.argv[1])
stack = TerraformStack(app, "staging")
DigitaloceanProvider(stack, "digitalocean")
vpc = Vpc(stack, "vpc", name="staging", region="nyc3", ip_range="10.20.0.0/16")
Droplet(
    stack,
    "api",
    name="api",
    region="nyc3",
    size="s-2vcpu-4gb",
    image="ubuntu-24-04-x64",
    vpc_uuid=vpc.id,
)
DatabaseCluster(
    stack,
    "database",
    name="database",
    engine="pg",
    version="16",
    size="db-s-1vcpu-1gb",
    region="nyc3",
    node_count=1,
    private_network_uuid=vpc.id,
)
app.synth()
