"""A stand-in for the provider digitalocean/digitalocean: its schemas and its checks, and no cloud.

    provider.py FOLDER VERSION…

Serves each version on a socket in FOLDER, and says on standard output, a line a version, what
TF_REATTACH_PROVIDERS takes to use it; then closes the output. Ends when its input does, which it does
with whoever started it, and takes FOLDER away. Needs grpcio and msgpack.
"""

import json
import os
import shutil
import sys
from concurrent import futures

import grpc

import resources
import rules
import schema
import wire


class Provider:
    """The calls of the protocol; each takes a message and answers one."""

    def __init__(self, version):
        self.version = version
        self.provider, self.resources, self.data_sources = schema.load(version)

    def GetSchema(self, request):
        def named(blocks):
            return [{"key": name, "value": schema.message(block)} for name, block in blocks.items()]

        return {
            "provider": schema.message(self.provider),
            "resources": named(self.resources),
            "data_sources": named(self.data_sources),
        }

    def PrepareProviderConfig(self, request):
        return {"config": request["config"]}

    def Configure(self, request):
        return {}

    def ValidateResourceTypeConfig(self, request):
        return self.validated(self.resources, request)

    def ValidateDataSourceConfig(self, request):
        return self.validated(self.data_sources, request)

    def validated(self, blocks, request):
        kind, config = request["type"], schema.unpacked(request["config"])
        name = kind if blocks is self.resources else f"data.{kind}"
        return {"diagnostics": rules.invalid(self.version, name, blocks[kind], config)}

    def UpgradeResourceState(self, request):
        block, stored = self.resources[request["type"]], json.loads(request["state"]["json"])
        return {"state": schema.packed(schema.filled(block, stored))}

    def ReadResource(self, request):
        return {"state": request["state"]}

    def PlanResourceChange(self, request):
        kind, proposed = request["type"], schema.unpacked(request["proposed"])
        if proposed is None:
            return {"state": request["proposed"]}
        prior = schema.unpacked(request["prior"])
        state, replaces = resources.planned(self.resources[kind], prior, proposed)
        return {
            "state": schema.packed(state),
            "replaces": replaces,
            "diagnostics": rules.unplannable(kind, schema.unpacked(request["config"])),
            # As the real one does, whose defaults aren't computed by its schema.
            "legacy": True,
        }

    def ApplyResourceChange(self, request):
        kind, state = request["type"], schema.unpacked(request["proposed"])
        if state is None:
            return {"state": request["proposed"]}
        faults = rules.unmakeable(kind, state)
        if faults:
            return {"state": request["prior"], "diagnostics": faults}
        return {"state": schema.packed(resources.made(kind, self.resources[kind], state)), "legacy": True}

    def ReadDataSource(self, request):
        kind, config = request["type"], schema.unpacked(request["config"])
        return {"state": schema.packed(resources.read(kind, self.data_sources[kind], config))}

    def Stop(self, request):
        return {}


def handler(provider):
    def method(name, takes, answers):
        call = getattr(provider, name)
        return grpc.unary_unary_rpc_method_handler(
            lambda request, context: call(request),
            request_deserializer=lambda data: wire.decode(takes, data),
            response_serializer=lambda message: wire.encode(answers, message),
        )

    methods = {name: method(name, *messages) for name, messages in wire.METHODS.items()}
    return grpc.method_handlers_generic_handler(wire.SERVICE, methods)


def serve(folder, version):
    """Starts a server, and gives it with what Terraform needs to reach it."""
    server = grpc.server(futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers([handler(Provider(version))])
    path = f"{folder}/{version}"
    server.add_insecure_port(f"unix:{path}")
    server.start()
    attachment = {
        "Protocol": "grpc",
        "ProtocolVersion": 5,
        "Pid": os.getpid(),
        # Terraform ends a provider that it doesn't take for a test's.
        "Test": True,
        "Addr": {"Network": "unix", "String": path},
    }
    return server, {"registry.terraform.io/digitalocean/digitalocean": attachment}


def main():
    folder, *versions = sys.argv[1:]
    try:
        servers = []
        for version in versions:
            server, attachment = serve(folder, version)
            servers.append(server)
            print(json.dumps(attachment), flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stdin.read()
        for server in servers:
            server.stop(None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
