import Diagnostics
import JSON
import YAMLReader

/// Scripts of steps, line by line.
enum ScriptRules {
  static let all: [CheckRule] = [
    CheckRule(
      "deprecated-command", .error, "`::set-output`, `::save-state`, `::set-env`, `::add-path`",
      .step(commands)),
    CheckRule(
      "unverified-connection", .warning,
      "a connection that asks nobody who is at its other end: `StrictHostKeyChecking=no`, `curl -k`",
      .step(connections)),
    CheckRule(
      "piped-download", .note, "a download that a shell runs at once", .step(downloads)),
    CheckRule(
      "hidden-failure", .warning, "a test that can't fail: `continue-on-error`, `|| true`",
      .file(hidden)),
    CheckRule(
      "self-comparison", .warning,
      "a comparison with the branch that was pushed to: nothing has changed", .step(comparisons)),
    CheckRule(
      "undeclared-install", .note,
      "an installation that may take other versions than the lockfile's", .step(installs)),
  ]

  /// A fault for each line of a script that is one.
  private static func lines(
    _ step: CheckedStep, _ file: CheckedFile, _ fault: (String) -> (String, String)?
  ) -> [Fault] {
    guard let run = step.run else { return [] }
    return step.lines.compactMap { index, text in
      fault(text).map { Fault(file.source.line(index, of: run) ?? run.position, $0, do: $1) }
    }
  }

  private static let replacements = [
    "::set-output": "echo \"NAME=value\" >> \"$GITHUB_OUTPUT\"",
    "::save-state": "echo \"NAME=value\" >> \"$GITHUB_STATE\"",
    "::set-env": "echo \"NAME=value\" >> \"$GITHUB_ENV\"",
    "::add-path": "echo \"FOLDER\" >> \"$GITHUB_PATH\"",
  ]

  private static func commands(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    lines(step, file) { text in
      replacements.first { text.contains($0.key) }.map { command, other in
        ("GitHub no longer obeys \(command)", "write \(other)")
      }
    }
  }

  private static let blind = [
    "StrictHostKeyChecking=no": "keep the host's key in a variable, and write it to known_hosts",
    "StrictHostKeyChecking no": "keep the host's key in a variable, and write it to known_hosts",
    "UserKnownHostsFile=/dev/null":
      "keep the host's key in a variable, and write it to known_hosts",
    "NODE_TLS_REJECT_UNAUTHORIZED=0": "give Node.js the certificate: NODE_EXTRA_CA_CERTS",
    "strict-ssl false": "give npm the certificate: cafile", "--no-check-certificate": "take it out",
    "GIT_SSL_NO_VERIFY": "give git the certificate: http.sslCAInfo",
    "http.sslVerify false": "give git the certificate: http.sslCAInfo",
    "curl -k ": "take -k out", "curl --insecure": "take --insecure out",
    "--trusted-host": "give pip the certificate", "--allow-unauthenticated": "take it out",
  ]

  private static func connections(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    lines(step, file) { text in
      blind.first { text.contains($0.key) }.map {
        ("\($0.key.trimmed) trusts whoever answers", $0.value)
      }
    }
  }

  private static func downloads(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    lines(step, file) { text in
      guard text.contains("curl ") || text.contains("wget "),
        text.firstMatch(of: /\|\s*(sudo\s+(-[A-Za-z]+\s+)*)?(ba|z)?sh\b/) != nil
      else { return nil }
      return (
        "what the server sends today is run unseen",
        "download a version, compare its checksum, then run it"
      )
    }
  }

  private static let tests = [
    "test", "tests", "e2e", "lint", "typecheck", "type-check", "vitest", "jest", "pytest",
    "coverage", "spec", "mypy", "ruff", "eslint", "tsc", "integration",
  ]

  /// Whether words of a name or of a command are about tests.
  private static func isTest(_ text: String) -> Bool {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }
      .contains { word in
        tests.contains(String(word)) || word.hasPrefix("test-") || word.hasSuffix("-test")
      }
  }

  private static func isTest(_ step: CheckedStep) -> Bool {
    if step.use != nil { return false }
    return isTest(step.node["name"]?.string ?? "")
      || step.lines.contains { line in
        let command = line.text.split(separator: " ").prefix(4).joined(separator: " ")
        return isTest(command) && !line.text.hasPrefix("echo") && !line.text.hasPrefix("if ")
          && !line.text.hasPrefix("[")
      }
  }

  private static func hidden(_ file: CheckedFile) -> [Fault] {
    let steps = file.steps.compactMap { step -> Fault? in
      guard step.isTolerated, isTest(step), let node = step.node["continue-on-error"] else {
        return nil
      }
      // What it found may decide later.
      if let id = step.id?.string,
        file.expressions.contains(where: { $0.text.contains("steps.\(id).outcome") })
      {
        return nil
      }
      return Fault(
        node.position, "\(step.quoted) may fail, and nobody sees it",
        do: "take continue-on-error out, or ask for steps.ID.outcome later")
    }
    let jobs = file.jobs.compactMap { job -> Fault? in
      guard let node = job.node["continue-on-error"], node.json.bool == true,
        isTest(job.id) || job.steps.contains(where: { isTest($0) })
      else { return nil }
      return Fault(
        node.position, "the job \(job.quoted) may fail, and the run is green",
        do: "take continue-on-error out, or keep it to what is tried: ${{ matrix.experimental }}")
    }
    let scripts = file.steps.flatMap { step in
      lines(step, file) { text in
        guard text.contains("||") else { return nil }
        let isSwallowed =
          text.firstMatch(of: /\|\|\s*(true|:|echo\b.*|exit 0)\s*;?$/) != nil
        guard isSwallowed, isTest(text.split(separator: "|").first.map(String.init) ?? ""),
          !text.hasPrefix("echo")
        else { return nil }
        return ("the command may fail, and nobody sees it", "take `|| …` out")
      }
    }
    return steps + jobs + scripts
  }

  private static func comparisons(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard file.triggers.has("push"), let run = step.run else { return [] }
    let job = step.job.flatMap(file.job)
    let conditions = [step.condition?.string, job?.node["if"]?.string].compactMap(\.self)
    if conditions.contains(where: { $0.contains("pull_request") }) { return [] }
    let values = (step.node["env"]?.entries ?? []).compactMap { entry in
      entry.value.string.map { (entry.value, $0) }
    }
    let own = values.filter { $0.1.contains("github.base_ref ||") }.map {
      Fault(
        $0.0.position, "on a push this is the branch itself, and nothing differs from it",
        do: "write ${{ github.event.pull_request.base.sha || github.event.before }}")
    }
    let branches = (file.triggers.filters(of: "push")?["branches"]?.texts ?? []).compactMap(
      \.string)
    let named = lines(step, file) { text in
      let isDefault = text.contains("github.base_ref ||")
      let isNamed = branches.contains { branch in
        [
          "[origin/\(branch)]", "origin/\(branch)...HEAD", "origin/\(branch)..HEAD",
          "--base=origin/\(branch)",
          "merge-base origin/\(branch) HEAD", "--since origin/\(branch)",
        ].contains { text.contains($0) }
      }
      guard isDefault || isNamed else { return nil }
      return (
        "on a push this compares the branch with itself, and finds nothing",
        "compare with ${{ github.event.before }} on a push"
      )
    }
    return own + (run.string == nil ? [] : named)
  }

  private static func installs(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    lines(step, file) { text in
      let words = text.split(separator: " ").map(String.init)
      switch words {
      case ["npm", "install"], ["npm", "i"]:
        return ("npm install may change the lockfile", "write npm ci")
      case ["pnpm", "install"], ["pnpm", "i"]: return nil
      case ["yarn"], ["yarn", "install"]:
        return (
          "yarn 1 may take other versions than the lockfile's",
          "write yarn install --frozen-lockfile, or --immutable"
        )
      default: return nil
      }
    }
  }
}
