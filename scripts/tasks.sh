#!/usr/bin/env bash
# Renders the reference stack and prints the task sequence of the log that the stack comes from: a
# line a task with what made it, its files, and which judges passed them.
#
#   tasks.sh        all tasks; writes infrastructure/
#   tasks.sh NN     one task: only its files are judged, and all are listed
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
only=${1-}
stack=infrastructure/stack.json
need tfgen composegen wfgen envcheck

# number; title; tool; paths as a pattern (POSIX extended, from infrastructure/); judges
# A task without a pattern is made by no tool yet.
sequence() {
  cat <<'TASKS'
01;Infrastructure directory structure;tfgen;^(README\.md|stack\.schema\.json|.*\.gitkeep)$;json
02;Env templates, and no secrets in the repository;envcheck;^(application/)?(.*\.env(\..*)?\.example|\.pre-commit-config\.yaml|\.gitleaks\.toml|\.gitignore|docs/.*)$;gitleaks yamllint
03;Multi-stage Dockerfile;composegen;^application/(.*/Dockerfile|\.dockerignore)$;hadolint
04;Health endpoint;healthd;;
05;Compose for local development;composegen;^(application/docker-compose\.yml|docker/README\.md)$;compose yamllint
06;Compose for staging-like testing;composegen;^(application/docker-compose\.staging\.yml|docker/STAGING\.md)$;compose yamllint
07;Terraform module: networking;tfgen;^terraform/modules/networking/;terraform
08;Terraform module: database;tfgen;^terraform/modules/database/;terraform
09;Terraform module: redis;tfgen;^terraform/modules/(redis|valkey)/;terraform
10;Terraform module: API droplets;tfgen;^terraform/modules/api-cluster/;terraform shellcheck
11;Terraform: dev environment;tfgen;;
12;Terraform: staging environment;tfgen;;
13;Terraform: load balancer;tfgen;;
17;Workflow: code quality;wfgen;^application/\.github/workflows/ci-cd\.yml$;actionlint zizmor schema yamllint
18;Workflow: test job;wfgen;^application/\.github/workflows/ci-cd\.yml$;actionlint zizmor schema yamllint
19;Workflow: build job;wfgen;^application/\.github/workflows/ci-cd\.yml$;actionlint zizmor schema yamllint
20;Workflow: docker build job;wfgen;^application/\.github/workflows/ci-cd\.yml$;actionlint zizmor schema yamllint
TASKS
}

# judge NAME FILE…: 0 passed, 1 failed, 3 not installed. Paths are below infrastructure/.
judge() {
  local name=$1 file
  shift
  case $name in
    json) for file in "$@"; do case $file in *.json) jq empty "$file" || return 1 ;; esac; done ;;
    gitleaks)
      command -v gitleaks >/dev/null || return 3
      for file in "$@"; do gitleaks dir --no-banner --log-level error "$file" || return 1; done ;;
    hadolint)
      command -v hadolint >/dev/null || return 3
      for file in "$@"; do case $file in *Dockerfile) hadolint "$file" || return 1 ;; esac; done ;;
    compose)
      command -v docker-compose >/dev/null || return 3
      for file in "$@"; do
        case $file in
          *.yml)
            docker-compose --file "$file" config --quiet >"$said.compose" 2>&1 || return 1
            # What compose says on the way is a fault, too.
            if [ -s "$said.compose" ]; then
              cat "$said.compose"
              return 1
            fi ;;
        esac
      done ;;
    yamllint)
      command -v yamllint >/dev/null || return 3
      for file in "$@"; do
        case $file in *.yml | *.yaml) yamllint --strict --config-file .yamllint "$file" || return 1 ;; esac
      done ;;
    terraform)
      command -v terraform >/dev/null || return 3
      for file in "$@"; do
        case $file in
          *.tf | *.hcl) TF_CLI_CONFIG_FILE=/dev/null terraform fmt -check -diff "$file" || return 1 ;;
        esac
      done ;;
    shellcheck)
      command -v shellcheck >/dev/null || return 3
      # Terraform's values are of letters and digits; what it leaves alone is doubled.
      for file in "$@"; do
        case $file in
          *.sh.tftpl) sed -e 's/="\${[a-z_]*}"$/="value"/' -e 's/\$\${/${/g' "$file" | shellcheck --norc - || return 1 ;;
        esac
      done ;;
    actionlint) command -v actionlint >/dev/null || return 3; actionlint "$@" ;;
    zizmor)
      command -v zizmor >/dev/null || return 3
      zizmor --quiet --offline --no-progress --persona=auditor "$@" ;;
    schema)
      command -v check-jsonschema >/dev/null || return 3
      check-jsonschema --quiet --builtin-schema vendor.github-workflows "$@" ;;
  esac
}

verdicts() {
  local judges=$1 name status words=()
  shift
  for name in $judges; do
    status=0
    judge "$name" "$@" >"$said" 2>&1 || status=$?
    case $status in
      0) words+=("$name") ;;
      3) words+=("$name not installed") ;;
      *)
        words+=("$name FAILED")
        failed=1
        cat "$said" >&2 ;;
    esac
  done
  local IFS=,
  printf '%s' "${words[*]}" | sed 's/,/, /g'
}

if [ -n "$only" ] && ! sequence | grep -q "^$only;"; then
  echo "tasks: error: there is no task $only" >&2
  exit 2
fi
listing=$(mktemp) said=$(mktemp)
trap 'rm -f "$listing" "$said" "$said.compose"' EXIT
failed=0
scripts/generate.sh --out infrastructure
echo
bin/tfgen --stack "$stack" | bin/composegen | bin/wfgen | bin/envcheck template |
  jq -r 'select(.record == "file") | .path + "\t" + .generator' >"$listing"

while IFS=';' read -r number title tool pattern judges; do
  if [ -n "$only" ] && [ "$number" != "$only" ]; then continue; fi
  files=()
  if [ -n "$pattern" ]; then
    mapfile -t files < <(awk -F '\t' -v tool="$tool" '$2 == tool { print $1 }' "$listing" | grep -E "$pattern" || true)
  fi
  if [ ${#files[@]} -eq 0 ]; then
    printf 'task %s  %-48s %-10s not there yet\n' "$number" "$title" "$tool"
    continue
  fi
  paths=("${files[@]/#/infrastructure/}")
  printf 'task %s  %-48s %-10s %2d files  %s  [%s]\n' "$number" "$title" "$tool" "${#files[@]}" \
    "${paths[0]}" "$(verdicts "$judges" "${paths[@]}")"
  if [ -n "$only" ]; then printf '         %s\n' "${paths[@]}"; fi
done < <(sequence)
exit "$failed"
