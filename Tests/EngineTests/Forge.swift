import Glibc
import TestKit
import Testing

/// What GitHub and the rest of the outside are to a workflow: the harbour's repository with its
/// branches, a container registry, an archive of tools, and a machine to run on, under act.
///
/// The registry is at 127.0.0.1:5000 and the tools are at https://127.0.0.1:5443, where the engine is.
struct Forge {
  let harbour: Harbour
  /// What jobs see as /run/outside.
  let outside: TemporaryDirectory
  private let act: String
  private var engine: Engine { harbour.engine }

  static let account = "keeper"
  static let password = "lighthouse"

  /// The harbour with its first commit on the branches main and develop; `nil` where act isn't
  /// installed, which a skip has said.
  init?(on engine: Engine) throws {
    guard let act = Judge.find("act"), let gitleaks = Judge.find("gitleaks"),
      Judge.find("docker-registry") != nil, Judge.find("openssl") != nil
    else { return nil }
    self.act = act
    harbour = try Harbour(on: engine, stack: Forge.stack)
    outside = try TemporaryDirectory()
    try run(
      """
      if ! docker image inspect runner:stand-in >images.log 2>&1; then
        GITLEAKS='\(gitleaks)' bash '\(Checkout.path("Tests/Fixtures/engine/images/images.sh"))' \\
          roots runner registry gitleaks
        rm -r roots
      fi
      """, in: outside.path)
    try furnish()
    try open()
  }

  /// Writes the workflows and everything else that a commit has.
  private func furnish() throws {
    let tools = Checkout.tools
    try run(
      """
      rm -r apps/jobs apps/site infrastructure
      '\(tools)/tfgen' --stack stack.json --out . && '\(tools)/wfgen' --stack stack.json --out .
      cp stack.json infrastructure/
      sed --regexp-extended --in-place --file '\(fixture("workflow.sed"))' .github/workflows/*.yml
      npm pkg set packageManager=pnpm@8.15.9
      git init --quiet --initial-branch=main
      git config user.name Harbour && git config user.email harbour@example.com
      git add --all && git commit --quiet --message='The harbour' && git branch develop
      git init --quiet --bare --initial-branch=main '\(outside.path)/origin.git'
      git -C '\(outside.path)/origin.git' config uploadpack.allowAnySHA1InWant true
      """)
  }

  /// Starts the registry and the server of tools, anew and empty.
  private func open() throws {
    try run(
      """
      cp -R '\(fixture("tools"))' bin
      tar --create --gzip --file tools.tar.gz bin
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1 -days 2 \\
        -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem 2>openssl.log
      ssh-keygen -q -t ed25519 -N '' -f ssh-key
      cp '\(fixture("tools.mjs"))' .
      docker rm --force --volumes outside-registry outside-tools >/dev/null 2>&1 || true
      docker run --detach --network host --name outside-registry registry:stand-in
      docker run --detach --network host --name outside-tools --volume "$PWD:/run/outside" \\
        runner:stand-in node /run/outside/tools.mjs /run/outside 5443
      until curl --silent --output /dev/null 127.0.0.1:5000/v2/; do sleep 0.1; done
      until curl --silent --output /dev/null --cacert certificate.pem https://127.0.0.1:5443/; do sleep 0.1; done
      node '\(fixture("actions.mjs"))' '\(Checkout.path("Tools/wfgen/Data/actions.json"))' "$PWD/actions" >options
      """, in: outside.path)
  }

  private func fixture(_ name: String) -> String {
    Checkout.path("Tests/Fixtures/engine/act/\(name)")
  }

  /// Commits what a line changes, on the branch that is checked out, and returns the commit.
  @discardableResult func commit(_ line: String) throws -> String {
    try run(line)
    try run("git add --all && git commit --quiet --message='A change'")
    return try head()
  }

  /// The commit that is checked out, or an ancestor of it as `HEAD~1`.
  func head(_ name: String = "HEAD") throws -> String {
    try output("git rev-parse \(name)", in: harbour.path)
  }

  /// Runs a line of bash where the engine is; its failure is an issue of the test.
  func run(_ line: String, in folder: String? = nil) throws {
    let result = try engine.shell("set -e\n\(line)", in: folder ?? harbour.path)
    try #require(result.status == 0, "\(line)\n\(result.output.suffix(2000))\(result.error)")
  }

  /// What a line prints.
  func output(_ line: String, in folder: String = "/") throws -> String {
    try engine.output(line, in: folder)
  }

  /// Runs a workflow for an event, at the commit that is checked out, in a clone of its own.
  ///
  /// - Parameter isTrusted: Whether it gets secrets; pull requests of forks don't.
  func run(_ event: Event, workflow: String = "ci-cd", isTrusted: Bool = true) throws -> WorkflowRun
  {
    try outside.write(event.payload, to: "event.json")
    let secrets =
      isTrusted
      ? "--secret REGISTRY_USERNAME --secret REGISTRY_PASSWORD --secret NEXT_PUBLIC_MAPS_KEY"
        + " --secret SSH_PRIVATE_KEY" : ""
    let line = """
      rm -rf clone record.ndjson rollout.ndjson artifacts
      git -C '\(harbour.path)' push --quiet --mirror "$PWD/origin.git"
      git clone --quiet origin.git clone && cd clone
      git checkout --quiet --detach \(try head())
      git remote set-url origin https://github.com/acme/harbour
      mapfile -t actions <../options
      export SSH_PRIVATE_KEY="$(<../ssh-key)"
      exec '\(act)' \(event.name) --eventpath ../event.json --workflows .github/workflows/\(workflow).yml \\
        --bind --no-skip-checkout --pull=false --action-offline-mode --no-cache-server --rm --json \\
        --platform ubuntu-24.04=runner:stand-in --concurrent-jobs 1 --defaultbranch main \\
        --container-daemon-socket "$DOCKER_HOST" --container-options "--volume ${PWD%/*}:/run/outside" \\
        --action-cache-path ../cache --env CURL_CA_BUNDLE=/run/outside/certificate.pem \\
        --var SLIPWAY_URL=https://127.0.0.1:5443/tools.tar.gz \\
        --var SLIPWAY_SHA256="$(sha256sum ../tools.tar.gz | cut -d ' ' -f 1)" \\
        --var SSH_KNOWN_HOSTS="host $(cut -d ' ' -f 1,2 ../ssh-key.pub)" \(secrets) "${actions[@]}"
      """
    let result = try engine.shell(
      line, in: outside.path,
      environment: [
        "HOME": outside.path("home"), "REGISTRY_USERNAME": Forge.account,
        "REGISTRY_PASSWORD": Forge.password, "NEXT_PUBLIC_MAPS_KEY": "k3y-of-the-maps",
      ], deadline: .seconds(300))
    return try WorkflowRun(
      result, record: outside.exists("record.ndjson") ? outside.read("record.ndjson") : "")
  }

  /// Asks the registry, and returns what it answers.
  func registry(_ path: String) throws -> String {
    try output(
      "curl --silent --user \(Forge.account):\(Forge.password)"
        + " --header 'Accept: application/vnd.docker.distribution.manifest.v2+json'"
        + " http://127.0.0.1:5000/v2/\(path)")
  }
}
