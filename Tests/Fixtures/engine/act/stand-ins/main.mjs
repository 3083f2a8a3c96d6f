// Stands in for an action: holds what it was given against the list of its inputs (action.json), does
// what its part in a workflow is without the outside, and records that it ran.
import { appendFileSync, readFileSync } from 'node:fs';
import { fail, folder, repository } from './job.mjs';
import * as images from './images.mjs';
import * as results from './results.mjs';
import * as tools from './tools.mjs';

const action = JSON.parse(readFileSync(new URL('action.json', import.meta.url), 'utf8'));
const variable = (name) => `INPUT_${name.toUpperCase().replace(/[^A-Z0-9-]/g, '_')}`;

const known = new Map(action.inputs.map((name) => [variable(name), name]));
const inputs = {};
for (const [name, value] of Object.entries(process.env)) {
  if (!name.startsWith('INPUT_')) continue;
  if (!known.has(name)) fail(`${action.name} has no input ${name}`);
  if (value !== '') inputs[known.get(name)] = value;
}
for (const name of action.required) if (!(name in inputs)) fail(`${action.name} needs ${name}`);

// Nothing of these is to be seen in a workflow without GitHub.
const inert = () => ({});

const parts = {
  'actions/cache': inert,
  'actions/checkout': tools.checkout,
  'actions/setup-node': tools.setUpNode,
  'actions/upload-artifact': results.upload,
  'aquasecurity/trivy-action': images.scan,
  'codecov/codecov-action': results.reportCoverage,
  'docker/build-push-action': images.build,
  'docker/login-action': images.logIn,
  'docker/metadata-action': images.describe,
  'docker/setup-buildx-action': inert,
  'github/codeql-action/upload-sarif': results.uploadFindings,
  'hashicorp/setup-terraform': tools.setUpTerraform,
  'pnpm/action-setup': tools.setUpPnpm,
};
const part = parts[action.name] ?? fail(`${action.name} has no part here`);
process.chdir(repository);
const outcome = part(inputs);
for (const [name, value] of Object.entries(outcome.outputs ?? {})) {
  if (!action.outputs.includes(name)) fail(`${action.name} has no output ${name}`);
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<END-OF-OUTPUT\n${value}\nEND-OF-OUTPUT\n`);
}
const { password, ...shown } = inputs;
const line = { job: process.env.GITHUB_JOB, action: action.name, inputs: shown, ...outcome.record };
appendFileSync(`${folder}/record.ndjson`, `${JSON.stringify(line)}\n`);
if (outcome.failure) fail(outcome.failure);
