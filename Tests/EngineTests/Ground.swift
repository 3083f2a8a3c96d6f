import Glibc
import TestKit
import Testing

/// What every ``Forge`` of an engine stands on, made once: images, the registry, the server of tools,
/// what stands in for actions, and the harbour's first commit.
struct Ground {
  /// Where all of it is. It goes with the engine.
  let folder: String
  let act: String
  /// The archive of tools, and its SHA-256.
  let tools = "https://127.0.0.1:5443/tools.tar.gz"
  let checksum: String
  /// Of the servers that are deployed to.
  let publicKey: String

  static let registry = "127.0.0.1:5000"
  static let account = "keeper"
  static let password = "lighthouse"

  /// `nil` where something isn't installed, which a skip has said.
  init?(on engine: Engine) throws {
    guard let act = Judge.find("act"), let gitleaks = Judge.find("gitleaks"),
      Judge.find("docker-registry") != nil, Judge.find("openssl") != nil
    else { return nil }
    self.act = act
    folder = "\(engine.folder)/ground"
    if access("\(folder)/ready", F_OK) != 0 {
      try Ground.make(folder, on: engine, gitleaks: gitleaks)
    }
    checksum = try engine.output("sha256sum tools.tar.gz | cut -d ' ' -f 1", in: folder)
    publicKey = try engine.output("cut -d ' ' -f 1,2 ssh-key.pub", in: folder)
  }

  private static func make(_ folder: String, on engine: Engine, gitleaks: String) throws {
    let harbour = try Harbour(on: engine, stack: Forge.stack)
    for lines in [servers(gitleaks: gitleaks), repository] {
      let run = try engine.shell(
        "set -e\nmkdir -p '\(folder)'\nground='\(folder)'\n\(lines)", in: harbour.path)
      try #require(run.status == 0, "\(lines)\n\(run.output.suffix(2000))\(run.error)")
    }
  }

  private static func fixture(_ name: String) -> String {
    Checkout.path("Tests/Fixtures/engine/\(name)")
  }

  /// Images, stand-ins for actions, and servers that are up.
  private static func servers(gitleaks: String) -> String {
    """
    cd "$ground"
    GITLEAKS='\(gitleaks)' bash '\(fixture("images/images.sh"))' roots runner registry gitleaks
    rm -r roots
    node '\(fixture("act/actions.mjs"))' '\(Checkout.path("Tools/wfgen/Data/actions.json"))' \\
      "$PWD/actions" >options
    cp -R '\(fixture("act/tools"))' bin
    cp '\(fixture("act/tools.mjs"))' .
    tar --create --gzip --file tools.tar.gz bin
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1 \\
      -days 2 -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem 2>openssl.log
    ssh-keygen -q -t ed25519 -N '' -f ssh-key
    docker run --detach --network host registry:stand-in
    docker run --detach --network host --volume "$PWD:/run/tools" runner:stand-in \\
      node /run/tools/tools.mjs /run/tools 5443
    until curl --silent --output /dev/null \(registry)/v2/; do sleep 0.1; done
    until curl --silent --output /dev/null --cacert certificate.pem https://127.0.0.1:5443/; do
      sleep 0.1
    done
    """
  }

  /// A repository with everything that generators write for it.
  private static var repository: String {
    let tools = Checkout.tools
    return """
      rm -r apps/jobs apps/site infrastructure
      '\(tools)/tfgen' --stack stack.json --out . && '\(tools)/wfgen' --stack stack.json --out .
      cp stack.json infrastructure/
      sed --regexp-extended --in-place --file '\(fixture("act/workflow.sed"))' .github/workflows/*.yml
      npm pkg set packageManager=pnpm@8.15.9
      git init --quiet --initial-branch=main
      git config user.name Harbour && git config user.email harbour@example.com
      git add --all && git commit --quiet --message='The harbour' && git branch develop
      cp -R . "$ground/harbour" && touch "$ground/ready"
      """
  }
}
