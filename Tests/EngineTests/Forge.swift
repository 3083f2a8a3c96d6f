import Glibc
import TestKit
import Testing

/// What GitHub and the rest of the outside are to a workflow: the harbour's repository with its
/// branches, a container registry, an archive of tools, and a machine to run on, under act.
struct Forge {
  let engine: Engine
  /// What jobs see as /run/outside. The repository of whoever works on the harbour is in it, too.
  let outside: TemporaryDirectory
  private let ground: Ground
  private var repository: String { outside.path("harbour") }

  /// The harbour with its first commit on the branches main and develop; `nil` where what it stands
  /// on isn't installed, which a skip has said.
  init?(on engine: Engine) throws {
    guard let ground = try Ground(on: engine) else { return nil }
    self.engine = engine
    self.ground = ground
    outside = try TemporaryDirectory()
    try run(
      """
      cp -R '\(ground.folder)'/{harbour,bin,certificate.pem} .
      git init --quiet --bare --initial-branch=main origin.git
      git -C origin.git config uploadpack.allowAnySHA1InWant true
      """, in: outside.path)
  }

  /// Commits what a line changes, on the branch that is checked out, and returns the commit.
  @discardableResult func commit(_ line: String) throws -> String {
    try run(line)
    try run("git add --all && git commit --quiet --message='A change'")
    return try head()
  }

  /// The commit that is checked out.
  func head() throws -> String { try engine.output("git rev-parse HEAD", in: repository) }

  /// Runs lines of bash where the engine is, in the repository; their failure is an issue of the test.
  private func run(_ lines: String, in folder: String? = nil) throws {
    let result = try engine.shell("set -e\n\(lines)", in: folder ?? repository)
    try #require(result.status == 0, "\(lines)\n\(result.output.suffix(2000))\(result.error)")
  }

  /// Runs a workflow for an event, at the commit that is checked out, in a clone of its own.
  ///
  /// - Parameter isTrusted: Whether it gets secrets; pull requests of forks don't.
  func run(_ event: Event, workflow: String = "ci-cd", isTrusted: Bool = true) throws -> WorkflowRun
  {
    try outside.write(event.payload, to: "event.json")
    let line = """
      set -e
      git -C harbour push --quiet --mirror ../origin.git
      git clone --quiet origin.git clone && cd clone
      git checkout --quiet --detach \(try head())
      git remote set-url origin https://github.com/acme/harbour
      mapfile -t actions <'\(ground.folder)/options'
      export SSH_PRIVATE_KEY="$(<'\(ground.folder)/ssh-key')"
      exec '\(ground.act)' \(event.name) --eventpath ../event.json \\
        --workflows .github/workflows/\(workflow).yml \(Forge.options) \\
        \(isTrusted ? Forge.secrets : "") "${actions[@]}"
      """
    let result = try engine.shell(
      line, in: outside.path,
      environment: [
        "HOME": outside.path("home"), "REGISTRY_USERNAME": Ground.account,
        "REGISTRY_PASSWORD": Ground.password, "NEXT_PUBLIC_MAPS_KEY": "k3y-of-the-maps",
        "SLIPWAY_URL": ground.tools, "SLIPWAY_SHA256": ground.checksum,
        "SSH_KNOWN_HOSTS": "host \(ground.publicKey)",
      ], deadline: .seconds(300))
    let record = outside.exists("record.ndjson") ? try outside.read("record.ndjson") : ""
    return try WorkflowRun(result, record: record)
  }

  /// No network, no copy of the repository but the bound clone, one job at a time.
  private static let options = """
    --bind --no-skip-checkout --pull=false --action-offline-mode --no-cache-server --rm --json \\
    --platform ubuntu-24.04=runner:stand-in --concurrent-jobs 1 --defaultbranch main \\
    --container-daemon-socket "$DOCKER_HOST" --container-options "--volume ${PWD%/*}:/run/outside" \\
    --action-cache-path ../cache --env CURL_CA_BUNDLE=/run/outside/certificate.pem \\
    --var SLIPWAY_URL --var SLIPWAY_SHA256 --var SSH_KNOWN_HOSTS
    """

  private static let secrets =
    "--secret REGISTRY_USERNAME --secret REGISTRY_PASSWORD --secret NEXT_PUBLIC_MAPS_KEY"
    + " --secret SSH_PRIVATE_KEY"

  /// Asks the registry, and returns what it answers, or what a filter makes of it.
  func registry(_ path: String, filter: String = "cat") throws -> String {
    try engine.output(
      "curl --silent --user \(Ground.account):\(Ground.password)"
        + " --header 'Accept: application/vnd.docker.distribution.manifest.v2+json'"
        + " http://\(Ground.registry)/v2/\(path) | \(filter)")
  }
}
