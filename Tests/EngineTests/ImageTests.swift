import TestKit
import Testing

extension EngineTests {
  @Suite(.serialized) struct Images {
    private let engine: Engine

    init() throws { engine = try #require(Engine.current) }

    @Test func eachOfTheFiveStagesBuilds() throws {
      let harbour = try Harbour(on: engine)
      for service in ["api", "jobs", "web", "site"] {
        for stage in ["base", "dependencies", "builder", "production-deps", "production"] {
          _ = try harbour.build(service, target: stage)
        }
      }
    }

    @Test func anEditOfSourceInstallsNothing() throws {
      let harbour = try Harbour(on: engine)
      let first = try harbour.build("api", options: "--no-cache")
      #expect(first.installs == ["dependencies", "production-deps"])
      for file in ["apps/api/src/main.js", "packages/shared/src/index.js"] {
        try harbour.folder.write(try harbour.folder.read(file) + "// edited\n", to: file)
        let edited = try harbour.build("api")
        #expect(edited.installs.isEmpty)
        #expect(edited.ran.contains { $0.hasPrefix("builder: RUN") }, "the edit was not built")
      }
    }

    @Test func anEditOfTheLockfileRunsTheInstallsAndNoSetUp() throws {
      let harbour = try Harbour(on: engine)
      _ = try harbour.build("api")
      try harbour.folder.write(
        try harbour.folder.read("pnpm-lock.yaml") + "# edited\n", to: "pnpm-lock.yaml")
      let edited = try harbour.build("api")
      #expect(edited.installs == ["dependencies", "production-deps"])
      let setUp = edited.ran.filter { $0.hasPrefix("base: RUN") || $0.hasPrefix("production: RUN") }
      #expect(setUp.isEmpty)
    }

    /// pnpm's stand-in, the real npm and the real yarn 1: what runs is there, what only builds need
    /// isn't.
    @Test(arguments: ["pnpm@8", "npm", "yarn@1"]) func whatIsDeployedHoldsOnlyWhatRuns(
      manager: String
    ) throws {
      let harbour = try Harbour(on: engine, manager: manager)
      try harbour.folder.write("SECRET=1\n", to: ".env")
      try harbour.folder.write("SECRET=1\n", to: "apps/api/.env.local")
      for service in ["api", "jobs", "web"] {
        _ = try harbour.build(service)
        let files = try inside(service, "find / -xdev -not -path '/proc/*' -not -path '/sys/*'")
          .split(separator: "\n")
        #expect(files.contains { $0.contains("node_modules/harbour-answer/") }, "\(service)")
        #expect(!files.contains { $0.contains("harbour-check") }, "\(service)")
        // Made by a script of both installs, from a file that the stack names.
        #expect(
          files.contains("/app/packages/shared/client.json") || service == "web", "\(service)")
        let leftovers = files.filter { !$0.hasPrefix("/usr/share/nodejs/") }.filter { file in
          [
            ".env", ".env.local", ".npmrc", "pnpm-lock.yaml", "package-lock.json", "npm",
            "corepack",
          ]
          .contains { file.hasSuffix("/\($0)") }
        }
        #expect(leftovers.isEmpty, "\(service)")
      }
    }

    @Test func whatIsDeployedRunsAsNobodyWhoMayChangeIt() throws {
      let harbour = try Harbour(on: engine)
      let declared = ["api": [], "jobs": ["/app/apps/jobs/data"], "web": []]
      for (service, folders) in declared {
        _ = try harbour.build(service)
        #expect(try inside(service, "id -u; id -g") == "1001\n1001")
        let writable = try inside(
          service,
          "find / -xdev ! -type l ! -path '/tmp*' -exec test -w {} ';' -print"
        )
        #expect(writable.split(separator: "\n").map(String.init) == folders, "\(service)")
      }
    }

    /// The image's size, less the base's and that of production's dependencies: what is the
    /// application's own, at most 1 MB here.
    @Test func littleIsAddedToTheBaseAndTheDependencies() throws {
      let harbour = try Harbour(on: engine)
      let size = { (image: String) -> Int in
        try #require(
          Int(try engine.output("docker image inspect --format '{{.Size}}' \(image)")))
      }
      for service in ["api", "jobs", "web"] {
        _ = try harbour.build(service)
        _ = try harbour.build(service, target: "production-deps")
        // What files hold, not the blocks they fill: that is what an image's size counts.
        let dependencies = try #require(
          Int(
            try engine.output(
              "docker run --rm harbour-\(service):production-deps sh -c"
                + " 'find /app -type f -exec stat -c %s {} + ' | awk '{ sum += $1 } END { print sum }'"
            )
          ))
        let added =
          try size("harbour-\(service):production") - size("node:20.18.1-alpine") - dependencies
        #expect(added <= 1_000_000, "\(service): \(added) bytes")
      }
    }

    @Test func buildSettingsReachTheBrowserAndBuildSecretsStayOut() throws {
      let harbour = try Harbour(on: engine)
      let key = "k3y-of-the-maps"
      try harbour.folder.write(key, to: "key.txt")
      _ = try harbour.build(
        "web",
        options:
          "--build-arg NEXT_PUBLIC_TITLE='a title' --secret id=NEXT_PUBLIC_MAPS_KEY,src=key.txt")
      #expect(try inside("web", "cat apps/web/.next/static/title.txt") == "a title")
      #expect(try inside("web", "cat apps/web/.next/static/key.txt") == "\(key.count) characters")
      let history = try engine.output("docker history --no-trunc harbour-web:production")
      #expect(!history.contains(key))
      let found = try engine.shell(
        "docker save harbour-web:production | tar -xO | grep -c '\(key)'", in: "/")
      #expect(found.output == "0\n")
    }

    @Test func aSiteIsServedWithoutPrivileges() throws {
      let harbour = try Harbour(on: engine)
      _ = try harbour.build("site")
      let id = try engine.output(
        "docker run --detach --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8090:8090"
          + " harbour-site:production")
      defer { _ = try? engine.shell("docker rm --force \(id)", in: "/") }
      let page = try engine.output(
        "curl --silent --retry 20 --retry-connrefused --retry-delay 0 127.0.0.1:8090/any/path")
      #expect(page.contains("the site"))
      #expect(try engine.output("docker exec \(id) id -u") == "1001")
      let ending = "docker inspect --format '{{.State.ExitCode}}' \(id)"
      #expect(try engine.output("docker stop \(id) >/dev/null; \(ending)") == "0")
    }

    /// Runs a line in a container of a production image.
    private func inside(_ service: String, _ line: String) throws -> String {
      try engine.output(
        "docker run --rm --entrypoint sh harbour-\(service):production -c \"\(line)\""
      )
    }
  }
}
