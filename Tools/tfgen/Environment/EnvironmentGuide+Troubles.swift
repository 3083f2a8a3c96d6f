import Emit
import Model

/// The part of an environment's README on what goes wrong.
extension EnvironmentGuide {
  var troubles: [Markdown.Block] {
    [
      .heading(2, "Troubleshooting"),
      .table(
        Markdown.Table(
          ["What you see", "Why", "What to do"],
          rows: always + (hasServers ? servers : []) + (root.balancer == nil ? [] : balancer)
            + (root.modules.datastores.isEmpty ? [] : datastores))),
    ]
  }

  private var always: [[Markdown.Text]] {
    [
      [
        "\(code: "terraform init") finds no provider", "the registry can't be reached",
        "look at the proxy's settings, or at \(code: "TF_CLI_CONFIG_FILE") where a mirror is set",
      ],
      [
        "401, unable to authenticate", "the token is missing, has expired or may only read",
        "\(code: "doctl auth init"), then \(code: "DIGITALOCEAN_TOKEN")",
      ],
      [
        "the state is locked, or another apply runs", "two runs at once",
        "wait for the other; \(code: "terraform force-unlock ID") only when it is dead",
      ],
      [
        "422, a limit is reached", "an account has a number of droplets, at first a few",
        "ask DigitalOcean for more",
      ],
    ]
      + (environment.state == nil
        ? []
        : [
          [
            "403 at the backend", "Spaces' keys are missing, or aren't for this Space",
            "\(code: "AWS_ACCESS_KEY_ID") and \(code: "AWS_SECRET_ACCESS_KEY"), of Spaces and not of AWS",
          ]
        ])
  }

  private var servers: [[Markdown.Text]] {
    [
      [
        "a plan finds no SSH key", "DigitalOcean has none of that name",
        "\(code: "doctl compute ssh-key list")",
      ],
      [
        "SSH times out", "your address isn't in \(code: "admin_ssh_ips"), or has changed",
        "add it, and apply",
      ],
      [
        "\(code: "docker") is not found", "the first boot is under way, or has failed",
        "\(code: "cloud-init status --long")",
      ],
      [
        "processor, memory or disk are high", "more work than the size holds, or a leak",
        "\(code: "docker stats"); a larger size, or more servers",
      ],
    ]
  }

  private var balancer: [[Markdown.Text]] {
    [
      [
        "the balancer answers 503", "no server is well",
        "\(code: "curl http://127.0.0.1:PORT/…") on a server; then both firewalls",
      ],
      [
        "a certificate stays pending", "DigitalOcean's name servers don't answer for the domain",
        "\(code: "dig +short NS") of the domain",
      ],
    ]
  }

  private var datastores: [[Markdown.Text]] {
    [
      [
        "a connection to a datastore times out",
        "the server's pool runs nothing that uses it, so its tag isn't trusted",
        "add the datastore to the service's \(code: "uses") in the stack",
      ],
      [
        "too many connections", "the pool, or the plan, is too small",
        "a connection pool, or a larger size",
      ],
    ]
  }
}
