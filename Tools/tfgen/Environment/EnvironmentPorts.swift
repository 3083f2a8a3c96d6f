import Emit
import Model

/// The ports of what an environment's servers run: a variable for each service, from which the
/// balancer's target and both firewalls take them.
enum EnvironmentPorts {
  /// `var.api_port`
  static func variable(of service: Service) -> HCL.Expression { .variable(name(of: service)) }

  private static func name(of service: Service) -> String {
    EnvironmentNames.identifier(service.name) + "_port"
  }

  /// - Parameters:
  ///   - services: Those that the environment's servers run.
  ///   - others: What else balancers reach.
  static func part(
    for services: [Service], besides others: [HCL.Expression]
  ) -> EnvironmentPart {
    guard !services.isEmpty else { return EnvironmentPart() }
    let ports = HCL.Expression.list(services.map(variable) + others)
    // The usual two are open to balancers anyhow.
    let usual: HCL.Expression = [80, 443]
    let hasUsual = services.contains { [80, 443].contains($0.port) }
    return EnvironmentPart(
      inputs: services.map {
        .port(name(of: $0), "Port of \($0.name) on the servers", $0.port)
      },
      locals: [
        (
          "api_ports",
          hasUsual
            ? .forList(
              "port", in: ports, value: .reference("port"),
              where: .unary(.not, .call("contains", [usual, .reference("port")]))) : ports
        )
      ])
  }
}
