import Emit
import Testing

@Suite("Dockerfile") struct DockerfileTests {
  /// What one instruction is printed as, below `FROM`.
  private func text(_ instruction: Dockerfile.Instruction) -> String {
    let file = Dockerfile(stages: [
      Dockerfile.Stage(from: "scratch", instructions: [instruction])
    ])
    return String(file.text.dropFirst("FROM scratch\n".count).dropLast())
  }

  @Test(
    "quotes the values of ENV, LABEL and ARG",
    arguments: [
      ("production", "production"), ("", #""""#), ("a b", #""a b""#), ("$HOME", #""\$HOME""#),
      (#"say "hi""#, #""say \"hi\"""#), ("it's", #""it's""#), (#"C:\dir"#, #""C:\\dir""#),
      ("\(variable: "PNPM_HOME"):\(variable: "PATH")", "${PNPM_HOME}:${PATH}"),
      ("\(variable: "A") b", #""${A} b""#), ("a#b", #""a#b""#), ("é", #""é""#), ("a\nb", #""a b""#),
      ("v\(1)\("-$")", #""v1-\$""#),
    ] as [(Dockerfile.Word, String)])
  func values(_ value: Dockerfile.Word, _ expected: String) {
    #expect(text(.env([Dockerfile.Pair("K", value)])) == "ENV K=\(expected)")
    #expect(text(.label([Dockerfile.Pair("k.l", value)])) == "LABEL k.l=\(expected)")
    #expect(text(.arg("K", default: value)) == "ARG K=\(expected)")
  }

  @Test(
    "writes instructions",
    arguments: [
      (.arg("A"), "ARG A"), (.workdir("/app dir"), "WORKDIR /app dir"),
      (.workdir("/\(variable: "D")/$x"), #"WORKDIR /${D}/\$x"#),
      (.user("node:node"), "USER node:node"),
      (.expose(["3001", "53/udp", .variable("PORT")]), "EXPOSE 3001 53/udp ${PORT}"),
      (.volume(["/data", "/a b"]), #"VOLUME ["/data", "/a b"]"#),
      (.stopsignal("SIGTERM"), "STOPSIGNAL SIGTERM"),
      (
        .shell(["/bin/bash", "-o", "pipefail", "-c"]),
        #"SHELL ["/bin/bash", "-o", "pipefail", "-c"]"#
      ),
      (.entrypoint(.exec(["tini", "--"])), #"ENTRYPOINT ["tini", "--"]"#),
      (.cmd(.exec(["node", "a\"\\\n\u{7}é"])), #"CMD ["node", "a\"\\\n\u0007é"]"#),
      (.cmd(.shell(["a", "b"])), "CMD a && b"), (.comment("a\n\nb "), "# a\n#\n# b"),
      (.healthcheck(nil), "HEALTHCHECK NONE"),
      (.healthcheck(Dockerfile.Healthcheck(.exec(["x"]))), #"HEALTHCHECK CMD ["x"]"#),
      (
        .env([Dockerfile.Pair("A", "1"), Dockerfile.Pair("B", "2 3")]),
        "ENV A=1 \\\n    B=\"2 3\""
      ),
      (
        .healthcheck(
          Dockerfile.Healthcheck(
            .exec(["node", "h.js"]), interval: .seconds(30), timeout: .milliseconds(1500),
            startPeriod: .seconds(120), startInterval: .seconds(90), retries: 3)),
        """
        HEALTHCHECK --interval=30s --timeout=1500ms --start-period=2m --start-interval=90s --retries=3 \\
            CMD ["node", "h.js"]
        """
      ),
    ] as [(Dockerfile.Instruction, String)])
  func instructions(_ instruction: Dockerfile.Instruction, _ expected: String) {
    #expect(text(instruction) == expected)
  }

  @Test(
    "copies, in the JSON form where a path has a space",
    arguments: [
      (Dockerfile.Copy(["a", "b"], to: "./"), "COPY a b ./"),
      (
        Dockerfile.Copy(
          ["/app/dist"], to: "./", from: "build", owner: "node:node", mode: "0555", isLink: true,
          keepsParents: true),
        "COPY --from=build --chown=node:node --chmod=0555 --link --parents /app/dist ./"
      ),
      (Dockerfile.Copy(["a b", "$c"], to: "/d/"), #"COPY ["a b", "\\$c", "/d/"]"#),
      (Dockerfile.Copy([#"it's"q"\"#], to: "."), #"COPY it\'s\"q\"\\ ."#),
      (Dockerfile.Copy(["\(variable: "DIR")/*"], to: "."), "COPY ${DIR}/* ."),
    ])
  func copies(_ copy: Dockerfile.Copy, _ expected: String) {
    #expect(text(.copy(copy)) == expected)
  }

  @Test(
    "runs chains over several lines, and in the exec form what the builder would misread",
    arguments: [
      (.run(.shell(["a"])), "RUN a"), (.run(.exec(["a", "b c"])), #"RUN ["a", "b c"]"#),
      (.run(.shell(["a", "b"])), "RUN a \\\n    && b"),
      (
        .run(
          .shell(["pnpm install", "x"]),
          mounts: [
            .cache(target: "/pnpm/store", id: "pnpm", sharing: "locked"),
            .bind(source: "package.json", target: "package.json"),
            Dockerfile.Mount("secret", ["id": "a,b", "required": nil]),
          ]),
        """
        RUN --mount=type=cache,id=pnpm,target=/pnpm/store,sharing=locked \\
            --mount=type=bind,source=package.json,target=package.json \\
            --mount=type=secret,"id=a,b",required \\
            pnpm install \\
            && x
        """
      ),
      (.run(.shell(["a\nb", "c"])), #"RUN ["/bin/sh", "-c", "a\nb && c"]"#),
      (.run(.shell(["cat <<E"])), #"RUN ["/bin/sh", "-c", "cat <<E"]"#),
      (.run(.shell(["a \\"])), #"RUN ["/bin/sh", "-c", "a \\"]"#),
      (.run(.shell(["[ -f x ]"])), #"RUN ["/bin/sh", "-c", "[ -f x ]"]"#),
      (.run(.shell(["# x"])), ##"RUN ["/bin/sh", "-c", "# x"]"##),
      (.run(.shell(["--x"])), #"RUN ["/bin/sh", "-c", "--x"]"#),
    ] as [(Dockerfile.Instruction, String)])
  func runs(_ instruction: Dockerfile.Instruction, _ expected: String) {
    #expect(text(instruction) == expected)
  }

  @Test("puts directives first and blank lines between stages")
  func file() {
    let file = Dockerfile(
      directives: [.syntax("docker/dockerfile:1"), Dockerfile.Directive("check", "error=true")],
      comments: ["Made by a tool."],
      preamble: [.comment("The base."), .arg("NODE", default: "20")],
      stages: [
        Dockerfile.Stage(
          "base", from: "node:\(variable: "NODE")-alpine", platform: .variable("BUILDPLATFORM"),
          instructions: [.blank, .user("node"), .blank, .blank, .cmd(.exec(["node"])), .blank]),
        Dockerfile.Stage("run", from: "base", comment: "What runs."),
      ])
    #expect(
      file.text == """
        # syntax=docker/dockerfile:1
        # check=error=true

        # Made by a tool.

        # The base.
        ARG NODE=20

        FROM --platform=${BUILDPLATFORM} node:${NODE}-alpine AS base
        USER node

        CMD ["node"]

        # What runs.
        FROM base AS run

        """)
  }

  @Test(
    "keeps a comment at the top from being a directive",
    arguments: [
      ("escape=x", "#\n# escape=x\n"), ("Syntax = y", "#\n# Syntax = y\n"), ("a=b", "# a=b\n"),
    ])
  func directiveLikeComment(_ comment: String, _ expected: String) {
    let file = Dockerfile(comments: [comment], stages: [Dockerfile.Stage(from: "scratch")])
    #expect(file.text == expected + "\nFROM scratch\n")
  }

  @Test("knows the texts that have no form")
  func expressible() {
    #expect(Dockerfile.Word.canSay("a b$\"'\\"))
    #expect(!Dockerfile.Word.canSay("a\nb") && !Dockerfile.Word.canSay("\r"))
  }
}
