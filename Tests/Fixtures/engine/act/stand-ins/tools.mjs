// What a job begins with.
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fail, folder, output, repository, run } from './job.mjs';

// A fresh clone, as deep as was asked for, and nothing of the jobs before.
export const checkout = (inputs) => {
  for (const name of readdirSync(repository)) rmSync(`${repository}/${name}`, { recursive: true });
  const depth = inputs['fetch-depth'] ?? '1';
  const options = depth === '0' ? [] : [`--depth=${depth}`];
  run('git', ['init', '--quiet', '--initial-branch=checkout']);
  run('git', ['remote', 'add', 'origin', `https://github.com/${process.env.GITHUB_REPOSITORY}`]);
  run('git', ['fetch', '--quiet', ...options, `file://${folder}/origin.git`, process.env.GITHUB_SHA]);
  run('git', ['checkout', '--quiet', '--detach', 'FETCH_HEAD']);
  return { record: { commit: output('git', 'rev-parse', 'HEAD') } };
};

// The version comes from the input or from package.json; two that differ are refused.
export const setUpPnpm = (inputs) => {
  const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [manager, named] = (packageManager ?? '').split('@');
  if (!inputs.version && manager !== 'pnpm') fail('No pnpm version is specified');
  if (inputs.version && named && inputs.version !== named) fail('Multiple versions of pnpm specified');
  run('corepack', ['enable', 'pnpm']);
  return { record: { version: output('pnpm', '--version') } };
};

// The cache is of a manager that must be there by then.
export const setUpNode = (inputs) => {
  const [major] = (inputs['node-version'] ?? '').split('.');
  const version = output('node', '--version');
  if (`v${major}` !== version.split('.')[0]) fail(`node is ${version}, not ${inputs['node-version']}`);
  if (inputs.cache) output(inputs.cache, '--version');
  return { outputs: { 'node-version': version } };
};

// The test's own program of that name.
export const setUpTerraform = () => {
  if (!existsSync(`${folder}/bin/terraform`)) fail('there is no terraform');
  appendFileSync(process.env.GITHUB_PATH, `${folder}/bin\n`);
  return {};
};
