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
            + "On all files:    pre-commit run --all-files"))
      .entry("repos", .sequence(repositories.enumerated().map { $0 == 0 ? $1 : $1.afterBlankLine }))
    }.text(style)
  }

  private var repositories: [YAML] {
    var repositories = [gitleaks, files]
    if !stack.cloudEnvironments.isEmpty { repositories.append(terraform) }
    return repositories
  }

  private func repository(
    _ address: String, _ revision: String, _ hooks: [YAML], why: String
  ) -> YAML {
    let mapping: YAML = [
      "repo": .string("https://github.com/\(address)"), "rev": .string(revision),
      "hooks": .sequence(hooks),
    ]
    return mapping.comment(why)
  }

  private func hook(_ id: String, arguments: [String] = []) -> YAML {
    YAML.mapping {
      .entry("id", .string(id))
      if !arguments.isEmpty { .entry("args", .flow(arguments.map(YAML.string))) }
    }
  }

  private var gitleaks: YAML {
    repository(
      "gitleaks/gitleaks", "v8.30.1", [hook("gitleaks")],
      why: "Secrets, by the rules of .gitleaks.toml.")
  }

  private var files: YAML {
    repository(
      "pre-commit/pre-commit-hooks", "v6.0.0",
      [
        hook("trailing-whitespace", arguments: ["--markdown-linebreak-ext=md"]),
        hook("end-of-file-fixer"), hook("check-added-large-files", arguments: ["--maxkb=1024"]),
        hook("check-merge-conflict"), hook("check-case-conflict"), hook("check-json"),
        hook("check-yaml", arguments: ["--allow-multiple-documents"]),
        hook("detect-private-key"), hook("mixed-line-ending", arguments: ["--fix=lf"]),
      ], why: "What no file should have, and keys that none may have.")
  }

  private var terraform: YAML {
    repository(
      "antonbabenko/pre-commit-terraform", "v1.99.5",
      [hook("terraform_fmt"), hook("terraform_validate")],
      why: "Terraform that is formatted and valid.")
  }
}
