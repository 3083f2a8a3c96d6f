import TestKit
import Testing

@testable import composegen

@Suite("composegen init, part by part") struct InitPartTests {
  @Test(
    "patterns of workspaces stand for folders",
    arguments: [
      ("apps/*", "apps/web", true), ("apps/*", "apps/web/sub", false), ("apps/*", "apps", false),
      ("apps/*", "apps/.hidden", false), ("./apps/*/", "apps/web", true), ("**", "a/b/c", true),
      ("packages/**", "packages", true), ("packages/**", "packages/a/b", true),
      ("**/test/**", "a/test", true),
      ("**/test/**", "test/x/y", true), ("**/test/**", "a/tests", false),
      ("apps/w?b", "apps/web", true),
      ("apps/[a-m]*", "apps/web", false), ("apps/[!a-m]*", "apps/web", true),
      ("apps/[", "apps/[", false),
      ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false), ("*", "", false), ("a/**/b", "a/b", true),
    ])
  func patterns(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(WorkspacePattern.patterns(pattern).contains { $0.matches(path) } == expected)
  }

  @Test("braces stand for alternatives, and can't grow without end") func braces() {
    let patterns = WorkspacePattern.patterns("!{apps,libs/{a,b}}/*")
    #expect(patterns.allSatisfy { $0.isException })
    #expect(
      Set(patterns.map { $0.components.joined(separator: "/") }) == [
        "apps/*", "libs/a/*", "libs/b/*",
      ])
    #expect(WorkspacePattern.patterns(String(repeating: "{a,b}", count: 60)).count <= 64)
    #expect(WorkspacePattern.patterns("{a").map(\.components) == [["{a"]])
  }

  @Test("a pattern that could be tried in many ways ends soon") func backtracking() {
    let pattern = WorkspacePattern.patterns(String(repeating: "*a", count: 40))[0]
    #expect(!pattern.matches(String(repeating: "a", count: 200) + "b"))
  }

  @Test(
    "scripts say ports",
    arguments: [
      ("next dev -p 3100", 3100), ("next dev --port=3100", 3100), ("next dev -p3100", 3100),
      ("PORT=3100 node x", 3100), ("cross-env NODE_ENV=x PORT=3100 next start", 3100),
      ("dotenv -e ../.env -- next dev --turbo --port 3100", 3100),
      ("next dev -p ${PORT:-3100}", 3100),
      ("serve -s build -l tcp://0.0.0.0:3100", 3100),
      ("concurrently \"tsc -w\" \"vite --port 3100\"", 3100),
      ("next dev -p $PORT", nil), ("tsc -p tsconfig.json", nil), ("next dev -p 70000", nil),
      ("next dev -p", nil),
      ("node --inspect=9229 x", nil), ("", nil), ("--port", nil),
    ])
  func ports(_ script: String, _ port: Int?) { #expect(ScriptLine(script).port == port) }

  @Test(
    "scripts run programs, or only build",
    arguments: [
      ("next dev", "next", true), ("next build && next lint", "next", false),
      ("vite", "vite", true),
      ("vite build --watch", "vite", false), ("pnpm with-env next dev", "next", true),
      ("./node_modules/.bin/next start", "next", true),
      ("webpack serve --open", "webpack serve", true),
      ("webpack --watch", "webpack serve", false),
      ("tsup --onSuccess \"node dist/x.js\"", "node", true),
      ("nextra dev", "next", false),
    ])
  func programs(_ script: String, _ program: String, _ expected: Bool) {
    #expect(ScriptLine(script).runs([program]) == expected)
  }

  @Test(
    "source says ports",
    arguments: [
      ("app.listen(process.env.PORT ?? 4000)", 4000),
      ("const port = Number(process.env.PORT) || 4000", 4000),
      ("parseInt(process.env.PORT || \"4000\", 10)", 4000), ("process.env['PORT'] || 4000", 4000),
      ("config.get('PORT', 4000)", 4000), ("env.int('PORT', 4000)", 4000),
      ("app.listen(4000, '0.0.0.0')", 4000),
      ("fastify.listen({ host: '::', port: 4000 })", 4000),
      ("serve({ fetch: app.fetch, port: 4000 })", 4000),
      ("const PORT = 4000;", 4000),
      ("PORT: z.coerce\n    .number({ description: 'x' })\n    .default(4000),", 4000),
      ("PORT: Joi.number().default(4000)", 4000),
      ("PORT: z.number(),\n  MAX: z.number().default(50)", nil),
      ("app.listen(port)", nil), ("app.listen(PORT, () => {})", nil), ("transport = 4000px", nil),
      ("PORT", nil),
      ("listen(99999999)", nil), ("port = 1", nil),
    ])
  func portsOfSource(_ source: String, _ port: Int?) {
    #expect(PortScan(TextFile(path: "x.ts", bytes: Array(source.utf8))).port?.0 == port)
  }

  @Test(
    "ranges have releases",
    arguments: [
      (">=18", [18, 20, 22, 24]), ("^20.9.0", [20]), ("20.x", [20]), ("~22.1", [22]),
      (">=18 <21", [18, 20]),
      (">= 18.0.0 <= 22.x.x", [18, 20, 22]), ("18 || 20", [18, 20]),
      ("18.x || >=22", [18, 22, 24]),
      ("16 - 20", [16, 18, 20]), ("*", [16, 18, 20, 22, 24]), ("<20", [16, 18]), (">20", [22, 24]),
      ("nonsense", []), ("", []), ("^99999999999999999999", []),
    ])
  func ranges(_ text: String, _ majors: [Int]) {
    let range = VersionRange(text)
    #expect([16, 18, 20, 22, 24].filter { range.hasReleases(ofMajor: $0) } == majors)
  }

  @Test(
    "names take the stack's form",
    arguments: [
      ("web_app", "web-app"), ("Web.App", "web-app"), ("webApp2", "web-app2"), ("API", "api"),
      ("3d", "app-3d"),
      ("--x--", "x"), ("", nil), ("é", nil), ("übung", "bung"),
      ("a-very-long-name-of-many-words", "a-very-long-name-of-many"),
      ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx"),
    ])
  func names(_ text: String, _ form: String?) { #expect(Names.form(text) == form) }

  @Test("names are unique, however many are alike") func unique() {
    var names = Names(reserved: ["web"])
    let made = (0..<300).map { _ in names.unique(["web", "acme-web"]) }
    #expect(Set(made).count == 300 && made.prefix(3) == ["acme-web", "web-2", "web-3"])
    #expect(made.allSatisfy { $0.utf8.count <= 24 })
  }

  @Test(
    "files are routes",
    arguments: [
      ("app/api/health/route.ts", "/api/health"), ("src/app/(ops)/health/route.tsx", "/health"),
      ("app/health/page.tsx", nil), ("pages/api/healthz.ts", "/api/healthz"),
      ("src/pages/api/ping/index.ts", "/api/ping"),
      ("src/routes/health/+server.ts", "/health"), ("src/routes/health/lib.ts", nil),
      ("server/api/health.get.ts", "/api/health"), ("server/routes/ping.ts", "/ping"),
      ("app/routes/healthcheck.tsx", "/healthcheck"),
      ("app/routes/resources.healthcheck.ts", "/resources/healthcheck"),
      ("app/routes/_layout+/healthcheck.ts", "/healthcheck"), ("lib/health.ts", nil),
    ])
  func routes(_ file: String, _ route: String?) {
    let path = FileRoute.path(of: file)
    #expect(
      route == nil ? path == nil || !HealthGuess.isHealth(path ?? "") : path == route,
      "\(path ?? "nil")")
  }

  @Test("files of variables are read as people write them") func environment() {
    let text = """
      # comment
      A=1
      export B="two words" # why
      C='single'
       D = spaced value  # note
      E=
      F="multi
      LINE=no
      end"
      G=after#hash
      =none
      1BAD=x
      H:no
      """
    let file = EnvironmentFile(TextFile(path: ".env.example", bytes: Array(text.utf8)))
    let found = file.variables.map { "\($0.line) \($0.name)=\($0.example ?? "-")" }
    #expect(
      found == [
        "2 A=1", "3 B=two words", "4 C=single", "5 D=spaced value", "6 E=", "7 F=-",
        "10 G=after#hash",
      ])
  }

  @Test(
    "examples are told from real files",
    arguments: [
      (".env.example", true), (".env.sample", true), ("env.example", true),
      (".env.local.example", true),
      (".env-template", true), (".example.env", true), ("sample.env", true), (".env.dist", true),
      (".env", false), (".env.local", false),
      (".env.production", false),
    ])
  func examples(_ name: String, _ isExample: Bool) {
    #expect(EnvironmentFile.isNamed(name))
    #expect(EnvironmentFile.isExample(name) == isExample)
    let file = EnvironmentFile(TextFile(path: name, bytes: Array("SECRET=abc\nPORT=3000\n".utf8)))
    #expect(file.variables.map(\.example) == [isExample ? "abc" : nil, "3000"])
  }

  @Test(
    "values that may be secrets are told from settings",
    arguments: [
      ("debug", false), ("http://localhost:3000", false), ("https://api.example.com/v1", false),
      ("a@b.example", false),
      ("us-east-1", false), ("noreply-and-more-words@example.com", false), ("1800", false),
      ("gpt-4o-mini", false),
      ("postgres://u:p@h/d", true), ("https://h/x?token=1", true), ("sk_live_x", true),
      ("eyJhbGciOi", true),
      ("AKIAIOSFODNN7EXAMPLE", true), ("d41d8cd98f00b204e9800998ecf8427e", true),
      ("c2VjcmV0LXZhbHVl==", true),
      ("4f9c2a7e-1b3d-4c5e-8f7a-0b1c2d3e4f5a", true), ("QWxhZGRpbjpvcGVuIHNlc2FtZQ", true),
    ])
  func secrets(_ value: String, _ isSecret: Bool) {
    #expect(VariableValue.looksSecret(value) == isSecret)
  }

  @Test(
    "names that sound secret are told",
    arguments: [
      ("STRIPE_SECRET_KEY", true), ("API_TOKEN", true), ("SENTRY_DSN", true), ("DB_PASS", true),
      ("OPENAI_APIKEY", true),
      ("ACCESS_TOKEN_EXPIRES_IN", false), ("LOG_LEVEL", false), ("COOKIE_DOMAIN", false),
      ("NEXT_PUBLIC_API_KEY", false),
      ("KEYBOARD", false), ("MONKEY", false), ("VITE_TOKEN", false), ("PASSPORT_URL", false),
      ("AUTH_PROVIDER", false), ("AUTH_ISSUER_ID", false), ("REDIS_AUTH", true),
      ("AUTH_SECRET", true), ("PRIVATE_KEY", true), ("NEXT_PRIVATE_SMTP_HOST", false),
      ("NEXT_PRIVATE_SMTP_PASSWORD", true), ("API_KEY_PREFIX", false), ("TOKEN_URL", false),
      ("SLACK_WEBHOOK_URL", true), ("SESSION_COOKIE_MAX_AGE", false),
    ])
  func words(_ name: String, _ isSecret: Bool) { #expect(VariableWords(name).isSecret == isSecret) }

  @Test(
    "names mean parts of datastores",
    arguments: [
      ("DATABASE_URL", "database url"), ("PGHOST", "database host"),
      ("DB_PASS", "database password"), ("POSTGRES_DB", "database database"),
      ("MAIN_DB_HOST", "database host"), ("REDIS_URL", "cache url"),
      ("BULL_REDIS_PORT", "cache port"), ("DIRECT_URL", "database url"),
      ("UPSTASH_REDIS_REST_URL", "-"), ("SHADOW_DATABASE_URL", "-"), ("API_URL", "-"),
      ("REDIS_TTL", "-"), ("DB", "-"), ("DATABASE", "-"),
      ("QUEUE_BULL_REDIS_HOST", "cache host"), ("DB_POSTGRESDB_USER", "database user"),
      ("REDIS_CONNECTION_STRING", "cache url"), ("DATABASE_READ_URL", "database url"),
      ("POSTGRES_PRISMA_URL_NON_POOLING", "database url"),
    ])
  func parts(_ name: String, _ expected: String) {
    let part = VariableWords(name).part
    #expect((part.map { "\($0.isCache ? "cache" : "database") \($0.part)" } ?? "-") == expected)
  }

  @Test(
    "source reads variables",
    arguments: [
      ("process.env.A_B", "A_B!"), ("process.env['A']", "A!"), ("process.env?.A ?? 1", "A"),
      ("(process.env.A) || ''", "A"),
      ("const { A, B = '1', c } = process.env;", "A! B"), ("import.meta.env.VITE_A", "VITE_A!"),
      ("Bun.env.A!", "A!"),
      ("Deno.env.get(\"A\")", "A!"), ("process.env[name]", ""), ("process.env.lower", ""),
      ("process.env.", ""), ("process.env", ""),
      ("createEnv({ server: {\n  A: z.string(),\n  B: z.string().optional(),\n} })", "A! B"),
      ("this.configService.get<string>('A')", "A!"), ("configService\n.getOrThrow(\n 'A')", "A!"),
      ("map.get('A')", ""),
      ("configService.get<boolean>('A', true)", "A"),
      ("configService.get('A', { infer: true })", "A!"),
      ("// process.env.A\n * process.env.B\n", ""), ("x // process.env.A", "A!"),
      ("process.env.A === 'yes'", "A"), ("process.env.A?.split(',')", "A"),
      ("process.env.A ? 1 : 2", "A"), ("process.env.A && go()", "A"),
      ("process.env.A = '1'", "A"), ("() => process.env.A => 1", "A!"),
      ("if (process.env.A) {}", "A"), ("!!process.env.A", "A"),
      ("if (!process.env.A) throw 1", "A!"),
      (
        "schema({\n  A: z.coerce\n    .number() // default(1)\n    .default(2),\n  B: z\n    .string(),\n})\nprocess.env",
        "A B!"
      ),
      (
        "createEnv({\n  A:\n    process.env.NODE_ENV === 'production' ? z.string() : z.string().optional(),\n})",
        "NODE_ENV A!"
      ),
      (
        "createEnv({\n  A: z.string().optional(),\n  run: {\n    A: process.env.A,\n    B: process.env.B,\n} })",
        "A B! A"
      ),
    ])
  func variables(_ source: String, _ expected: String) {
    let uses = VariableScan(TextFile(path: "x.ts", bytes: Array(source.utf8))).uses
    #expect(uses.map { $0.name + ($0.hasFallback ? "" : "!") }.joined(separator: " ") == expected)
  }

  @Test(
    "addresses name repositories at GitHub, without credentials",
    arguments: [
      ("git@github.com:acme/shop.git", "acme/shop"),
      ("https://u:p@github.com/acme/shop", "acme/shop"),
      ("ssh://git@github.com:22/acme/shop", "22/acme"),
      ("git+https://github.com/acme/shop.js.git#main", "acme/shop.js"),
      ("github:acme/shop", "acme/shop"), ("acme/shop", "acme/shop"),
      ("https://gitlab.com/a/b", nil), ("./x/y", nil), ("", nil),
    ])
  func repositories(_ text: String, _ expected: String?) {
    #expect(ProjectGuess.gitHub(text) == expected)
  }

  @Test(
    "images tell engines",
    arguments: [
      ("postgres:16", "postgres"), ("docker.io/library/postgres:16", "postgres"),
      ("pgvector/pgvector:pg16", "postgres"),
      ("localhost:5000/redis", "redis"), ("valkey/valkey:8@sha256:abc", "valkey"), ("mysql", "-"),
      ("mcr.microsoft.com/mssql/server:2022", "-"),
      ("ghcr.io/acme/server:1", nil), ("nginx", nil), ("", nil),
    ])
  func images(_ image: String, _ engine: String?) {
    let kind = DatastoreKind.of(image: image)
    #expect(kind.map { $0.engine ?? "-" } == engine)
  }
}
