import JSON
import Model
import TestKit
import Testing

@testable import envcheck

@Suite("Rules for gitleaks") struct EnvcheckScannerTests {
  @Test("gitleaks finds nothing in any generated file, by its own rules and by the stack's")
  func generated() throws {
    guard let gitleaks = Judge.find("gitleaks") else { return }
    let trees = try TemporaryDirectory()
    for (name, stack) in EnvcheckStacks.all {
      try EnvcheckStacks.write(stack, to: trees, below: "\(name)/")
      let configuration = trees.path("\(name)/\(stack.paths.application(".gitleaks.toml"))")
      let found = try findings(gitleaks, in: trees.path(name), configuration: configuration)
      #expect(found.isEmpty, "\(name): \(found)")
    }
    let found = try findings(gitleaks, in: trees.path)
    #expect(found.isEmpty, "default rules: \(found)")
  }

  @Test(
    "gitleaks finds every secret of the stack that is written down, and takes nothing else for one")
  func samples() throws {
    guard let gitleaks = Judge.find("gitleaks") else { return }
    let stack = try EnvcheckStacks.stack(named: "reference")
    let folder = try TemporaryDirectory()
    try folder.write(try EnvcheckStacks.text(".gitleaks.toml", of: stack), to: ".gitleaks.toml")
    for (index, sample) in Self.leaks.enumerated() {
      try folder.write(sample.text + "\n", to: "leak/\(index)/\(sample.file)")
    }
    for (index, sample) in Self.harmless.enumerated() {
      try folder.write(sample.text + "\n", to: "harmless/\(index)/\(sample.file)")
    }
    let found = try findings(
      gitleaks, in: folder.path, configuration: folder.path(".gitleaks.toml"))
    for (index, sample) in Self.leaks.enumerated() {
      #expect(
        found.contains { $0 == "\(sample.rule) leak/\(index)/\(sample.file)" },
        "not found as \(sample.rule): \(sample.text)")
    }
    for (index, sample) in Self.harmless.enumerated() {
      let wrong = found.filter { $0.hasSuffix(" harmless/\(index)/\(sample.file)") }
      #expect(wrong.isEmpty, "\(wrong): \(sample.text)")
    }
  }

  @Test("a dummy in a template passes, a real value beside it does not")
  func templates() throws {
    guard let gitleaks = Judge.find("gitleaks") else { return }
    let stack = try EnvcheckStacks.stack(named: "production.json")
    let folder = try TemporaryDirectory()
    try EnvcheckStacks.write(stack, to: folder)
    let template = try folder.read("apps/api/.env.example")
    let filled = template.replacing("STRIPE_KEY=change-me", with: "STRIPE_KEY=" + Self.random)
    #expect(filled != template)
    try folder.write(filled, to: "apps/api/.env.example")
    let found = try findings(
      gitleaks, in: folder.path, configuration: folder.path(".gitleaks.toml"))
    #expect(found.contains("stack-secret-assignment apps/api/.env.example"), "\(found)")
  }

  /// Made here, so that no scanner takes this file for a leak.
  private static let random = ["kT9vQ2", "mX7bL4", "wZ8dR1"].joined()
  private static let url = "postgresql://shop:" + random + "@db.example.com:25060/shop"

  private static let leaks: [(rule: String, file: String, text: String)] = [
    ("stack-connection-url", "a.ts", "connect('\(url)')"),
    ("stack-connection-url", "notes.md", "use \(url) for now"),
    (
      "stack-connection-url", "a.py",
      "r = Redis.from_url(\"rediss://default:\(random)@cache.example.com\")"
    ),
    ("stack-connection-url", "a.sh", "psql postgres://shop:\(random)@localhost:5432/shop"),
    ("stack-connection-url", "b.ts", "`postgresql://${user}:\(random)@${host}/shop`"),
    ("stack-secret-literal", "a.ts", "const REDIS_PASSWORD = '\(random)';"),
    ("stack-secret-literal", "a.js", "process.env.REDIS_PASSWORD ?? \"\(random)\""),
    ("stack-secret-literal", "b.js", "process.env['REDIS_PASSWORD'] || `\(random)`"),
    ("stack-secret-literal", "a.json", "{ \"REDIS_PASSWORD\": \"\(random)\" }"),
    ("stack-secret-literal", "a.yml", "  REDIS_PASSWORD: \"\(random)\""),
    ("stack-secret-literal", "a.tfvars", "POSTGRES_PASSWORD = \"\(random)\""),
    ("stack-secret-literal", "c.ts", "DATABASE_URL: \"\(url)\","),
    ("stack-secret-assignment", ".env.production", "REDIS_PASSWORD=\(random)"),
    ("stack-secret-assignment", "a.sh", "export REDIS_PASSWORD=\(random)"),
    ("stack-secret-assignment", "Dockerfile", "ENV REDIS_PASSWORD=\(random)"),
    ("stack-secret-assignment", "README.md", "docker run -e REDIS_PASSWORD=\(random) shop"),
    ("stack-secret-assignment", "b.env", "# REDIS_PASSWORD=\(random)"),
    ("stack-secret-assignment", "compose.yaml", "  - POSTGRES_PASSWORD=\(random)"),
    ("stack-secret-assignment", "app.service", "Environment=DIGITALOCEAN_TOKEN=\(random)"),
    ("stack-secret-yaml", "b.yaml", "env:\n  REDIS_PASSWORD: \(random)"),
    ("stack-secret-default", "c.yml", "  REDIS_PASSWORD: ${REDIS_PASSWORD:-\(random)}"),
    ("stack-secret-default", "b.sh", ": \"${REDIS_PASSWORD:=\(random)}\""),
  ]

  private static let harmless: [(file: String, text: String)] = [
    ("a.ts", "const url = process.env.DATABASE_URL;"),
    ("b.ts", "DATABASE_URL: z.string().url(),\nREDIS_PASSWORD: Joi.string().min(12).required(),"),
    ("c.ts", "REDIS_PASSWORD: configService.getOrThrow('REDIS_PASSWORD'),"),
    ("d.ts", "interface Env { DATABASE_URL: string; REDIS_PASSWORD: RedisPassword }"),
    ("e.ts", "if (!process.env.REDIS_PASSWORD) throw new Error('REDIS_PASSWORD is missing');"),
    ("f.ts", "const message = { REDIS_PASSWORD: 'The password of the cache is missing' };"),
    ("g.ts", "`postgresql://${user}:${password}@${host}:${port}/${name}`"),
    ("h.ts", "const url = \"postgresql://localhost:5432/shop\";"),
    ("i.ts", "process.env.DATABASE_URL ?? 'postgresql://postgres:postgres@localhost:5432/test'"),
    ("j.ts", "const names = ['DATABASE_URL', 'REDIS_PASSWORD'];"),
    ("k.ts", "REDIS_PASSWORD: 'REDIS_PASSWORD_FILE',"),
    ("a.yml", "env:\n  REDIS_PASSWORD: ${{ secrets.REDIS_PASSWORD }}"),
    ("b.yml", "  REDIS_PASSWORD: ${REDIS_PASSWORD:-change-me-development}"),
    (
      "c.yml",
      "  DATABASE_URL: postgresql://${POSTGRES_USER:-shop_dev}:"
        + "${POSTGRES_PASSWORD:-change-me-development}@postgres:5432/${POSTGRES_DB:-shop_dev}"
    ),
    ("d.yml", "  DATABASE_URL: postgresql://postgres:postgres@localhost:5432/test"),
    ("e.yml", "  POSTGRES_PASSWORD: postgres"), ("f.yml", "  REDIS_PASSWORD: &password\n"),
    ("a.sh", "REDIS_PASSWORD=$(cat /run/secrets/redis)\nexport REDIS_PASSWORD=\"$1\""),
    ("b.sh", "[ -n \"$REDIS_PASSWORD\" ] || exit 1\nDATABASE_URL=$URL node main.js"),
    (
      "README.md",
      "REDIS_PASSWORD=<the password>\nDATABASE_URL=postgresql://USER:PASSWORD@HOST/NAME"
    ),
    ("a.md", "REDIS_PASSWORD=your-password-here\nexport DIGITALOCEAN_TOKEN=xxxxxxxxxx"),
    ("b.md", "postgresql://user:password@localhost:5432/shop, redis://:********@cache:6379"),
    (
      ".env.example",
      "REDIS_PASSWORD=change-me\nDATABASE_URL=postgresql://a:change-me-x@localhost/b"
    ),
    ("a.tf", "POSTGRES_PASSWORD = var.password\nDIGITALOCEAN_TOKEN = \"${var.token}\""),
    ("Dockerfile", "ARG REDIS_PASSWORD\nENV NODE_ENV=production"),
  ]

  /// `RULE PATH`, with paths from the folder.
  private func findings(
    _ gitleaks: String, in folder: String, configuration: String? = nil
  ) throws -> [String] {
    let report = try TemporaryDirectory()
    // Without a configuration of its own, a scan takes that of the folder it looks at.
    let options =
      configuration.map { ["--config", $0] } ?? ["--config", report.path("default.toml")]
    try report.write("[extend]\nuseDefault = true\n", to: "default.toml")
    let run = try Program.run(
      gitleaks,
      [
        "dir", folder, "--no-banner", "--report-format", "json", "--report-path",
        report.path("r.json"),
      ]
        + options)
    #expect(run.status < 2 && !run.error.contains("ERR"), "gitleaks: \(run.error)")
    let value = try JSONParser.parse(Array(try report.read("r.json").utf8))
    return (value.array ?? []).compactMap { finding in
      guard let rule = finding["RuleID"]?.string, let file = finding["File"]?.string else {
        return nil
      }
      return "\(rule) "
        + (file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.utf8.count + 1)) : file)
    }
  }
}
