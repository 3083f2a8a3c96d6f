import Emit
import Model

/// `.pre-commit-config.yaml`: what looks at every commit before it is one (pre-commit.com).
struct PreCommitConfiguration {
  let stack: Stack

  var text: String {
    var style = YAML.Style()
    style.separatesTopLevel = true
    return YAML.mapping {
      .entry(
        "minimum_pre_commit_version",
        YAML.string("3.2.0").comment(
          "Once in a clone: pip install pre-commit && pre-commit install\n"
            + "On all files:    pre-commit run --all-files")
      )
      .entry("repos", .sequence(repositories.enumerated().map { $0 == 0 ? $1 : $1.afterBlankLine }))
    }.text(style)
  }

  private var repositories: [YAML] {
    var repositories = [gitleaks, own, files]
    if !stack.cloudEnvironments.isEmpty { repositories.append(terraform) }
    return repositories
  }

  /// - Parameter revision: A tag; `nil` for hooks of this file's own.
  private func repository(
    _ address: String, _ revision: String?, _ hooks: [YAML], why: String
  ) -> YAML {
    YAML.mapping {
      .entry("repo", .string(address))
      if let revision { .entry("rev", .string(revision)) }
      .entry("hooks", .sequence(hooks))
    }.comment(why)
  }

  private func hook(_ id: String, arguments: [String] = [], exclude: String? = nil) -> YAML {
    YAML.mapping {
      .entry("id", .string(id))
      if !arguments.isEmpty { .entry("args", .flow(arguments.map(YAML.string))) }
      if let exclude { .entry("exclude", .string(exclude)) }
    }
  }

  private var gitleaks: YAML {
    repository(
      "https://github.com/gitleaks/gitleaks", "v8.30.1", [hook("gitleaks")],
      why: "Secrets, by the rules of .gitleaks.toml.")
  }

  /// A file that git ignores can still be added by force, or was there before the rule.
  private var own: YAML {
    let others = stack.composeEnvironments.map(\.variablesFile).filter { !$0.hasPrefix(".env") }
    let names = [#"\.env(\.[^/]*)?"#, #"\.envrc"#] + others.map(Pattern.escaped)
    let forbidden = YAML.mapping {
      .entry("id", "env-files")
        .entry("name", "files of variables")
        .entry("language", "fail")
        .entry(
          "entry", "A file of variables holds secrets and is never committed; change its template."
        )
        .entry("files", .string("(^|/)(\(names.joined(separator: "|")))$"))
        .entry("exclude", .string(#"\.example$"#))
    }
    return repository(
      "local", nil, [forbidden], why: "Files of variables, even when they are added by force.")
  }

  private var files: YAML {
    let lockfile = Pattern.escaped(stack.toolchain.packageManager.lockfile)
    return repository(
      "https://github.com/pre-commit/pre-commit-hooks", "v6.0.0",
      [
        hook("trailing-whitespace", arguments: ["--markdown-linebreak-ext=md"]),
        hook("end-of-file-fixer"),
        hook("check-added-large-files", arguments: ["--maxkb=1024"], exclude: "(^|/)\(lockfile)$"),
        hook("check-merge-conflict"), hook("check-case-conflict"),
        hook("check-json", exclude: Self.commentedJSON),
        hook("check-yaml", arguments: ["--allow-multiple-documents"]),
        hook("detect-private-key"), hook("mixed-line-ending", arguments: ["--fix=lf"]),
      ], why: "What no file should have, and keys that none may have.")
  }

  /// Files that their readers let have comments.
  private static let commentedJSON =
    #"(^|/)((ts|js)config[^/]*|turbo|\.eslintrc|\.swcrc)(\.json)?$|(^|/)\.vscode/"#

  private var terraform: YAML {
    repository(
      "https://github.com/antonbabenko/pre-commit-terraform", "v1.106.0",
      [hook("terraform_fmt"), hook("terraform_validate")],
      why: "Terraform that is formatted and valid.")
  }
}

/// Regular expressions of Go and Python, as far as they agree.
enum Pattern {
  /// The text with a backslash before what would not stand for itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
