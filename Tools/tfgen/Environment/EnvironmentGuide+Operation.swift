import Emit
import Model

/// The parts of an environment's README on what follows the first apply.
extension EnvironmentGuide {
  var operation: [Markdown.Block] {
    afterwards + deployment + changes + monitoring
  }

  // MARK: After the first apply

  private var afterwards: [Markdown.Block] {
    let blocks = dns + certificate + variables
    return blocks.isEmpty ? [] : [.heading(2, "After the first apply")] + blocks
  }

  private var dns: [Markdown.Block] {
    if let domain = environment.domain {
      return [
        .heading(3, "DNS"),
        .paragraph(
          "The zone \(code: domain) and its record are made here. Let the registrar, or the zone above, name \(code: "ns1.digitalocean.com"), \(code: "ns2.digitalocean.com") and \(code: "ns3.digitalocean.com"). Where other name servers answer, set \(code: "enable_dns") to false, and make the record there."
        ), .code("dig +short NS \(domain)\ndig +short A \(domain)", language: "sh"),
      ]
    }
    guard root.balancer != nil else { return [] }
    return [
      .heading(3, "DNS"),
      .paragraph(
        "The stack names no domain: make an A record that leads to the balancer. With a \(code: "domain") in the stack, zone, record and certificate are made here."
      ), .code("terraform output -raw load_balancer_ip", language: "sh"),
    ]
  }

  private var certificate: [Markdown.Block] {
    guard root.balancer != nil else { return [] }
    let words: Markdown.Text =
      environment.domain == nil
      ? "Without a certificate the balancer takes HTTP only, and sends nothing to HTTPS. "
      : "A certificate of Let's Encrypt for the domain is made here, and renewed by DigitalOcean; the name servers must answer before it can be. To use another: "
    return [
      .heading(3, "Certificate"),
      .paragraph(
        words
          + "Make one at DigitalOcean, then name it in \(code: "load_balancer_certificate"):"),
      .code(
        """
        doctl compute certificate create --name example --type lets_encrypt --dns-names api.example.org
        doctl compute certificate create --name example --leaf-certificate-path cert.pem --certificate-chain-path chain.pem --private-key-path key.pem
        """, language: "sh"),
      .paragraph(
        "With one, port 443 is open, and with \(code: "enable_https_redirect") everything on port 80 is sent there."
      ),
    ]
  }

  private var variables: [Markdown.Block] {
    let members = EnvironmentVariables(root: root).members
    guard !members.isEmpty else { return [] }
    return [
      .heading(3, "The application's variables"),
      .paragraph(
        "What comes from datastores is one secret output, in the names that the application reads. It goes into the deployment by a pipe, and into no file:"
      ),
      .code(
        "terraform output -json application_variables | jq -r 'to_entries[] | \"\\(.key)=\\(.value)\"'",
        language: "sh"),
    ]
  }

  // MARK: Deployment

  private var deployment: [Markdown.Block] {
    guard hasServers else { return [] }
    let user = stack.deployment.user
    let port = stack.deployment.sshPort == 22 ? "" : "-p \(stack.deployment.sshPort) "
    return [
      .heading(2, "Deployment"),
      .paragraph(
        "To come: \(code: "rollout") will deploy to all servers without a lost request, and take them from Terraform's outputs. Until then by hand, on one server after the other:"
      ),
      .code(
        """
        ssh \(port)\(user)@ADDRESS
        docker pull IMAGE
        docker compose --project-directory \(stack.deployment.directory) up --detach --wait
        """, language: "sh"),
      .paragraph(
        "A release that isn't well is gone back from in the same way: the image before it, by its digest."
      ),
    ]
  }

  // MARK: Changes

  private var changes: [Markdown.Block] {
    var rows: [[Markdown.Text]] = [
      ["anything", "change \(code: "stack.json"), generate, plan, read, apply"]
    ]
    for (pool, call) in root.modules.pools {
      rows.append([
        "more or fewer servers of \(pool.name)",
        "\(code: call.prefix + "droplet_count"): added and taken at the end; drain a server before it goes",
      ])
      rows.append([
        "larger servers of \(pool.name)",
        "\(code: call.prefix + "droplet_size"): each is off for a minute or two; one after the other with \(code: "-target")",
      ])
    }
    for (store, call) in root.modules.datastores {
      rows.append([
        "a larger \(store.name)",
        "\(code: call.prefix + "size"), \(code: call.prefix + "nodes"): clients connect again when it changes over",
      ])
    }
    return [
      .heading(2, "Changes"), .table(Markdown.Table(["What", "How"], rows: rows)),
      .code(
        """
        terraform plan -out plan.tfplan
        terraform show plan.tfplan
        terraform apply plan.tfplan
        terraform state list
        terraform output
        """, language: "sh"),
    ]
  }

  // MARK: Monitoring

  private var monitoring: [Markdown.Block] {
    guard hasServers else { return [] }
    var blocks: [Markdown.Block] = [.heading(2, "Monitoring")]
    if environment.alerts != nil {
      let slack: Markdown.Text =
        environment.alerts?.slackChannel == nil
        ? "For Slack, name a channel in the stack's \(code: "alerts")."
        : "Slack's webhook comes as \(code: "TF_VAR_slack_webhook_url"); Terraform's state holds it."
      blocks.append(
        .paragraph(
          "Alerts go to \(code: "alert_emails"), who must be members of the team at DigitalOcean. "
            + slack
            + " They hear of the servers by DigitalOcean's agent."))
    } else {
      blocks.append(
        .paragraph(
          "There are no alerts here: \(code: "alerts") in the stack makes four. DigitalOcean's agent shows what servers do."
        ))
    }
    return blocks + [
      .code(
        """
        doctl monitoring alert list
        doctl compute droplet list --tag-name \(root.modules.names.name(environment.servers[0].name))
        """, language: "sh")
    ]
  }
}
