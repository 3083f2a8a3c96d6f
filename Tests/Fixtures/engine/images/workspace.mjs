#!/usr/bin/env node
// Stands in for pnpm and turbo (by the file's name) in images of engine tests: no archive that the
// tests may use has the real ones. It installs a workspace's packages as pnpm lays them out, from the
// registry that .npmrc names, and runs their scripts as turbo does: what turbo.json says that a task
// depends on comes first, those of `dev` run side by side. It knows the options that composegen and wfgen
// write, and refuses others.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const tool = basename(process.argv[1], '.mjs');
const fail = (message) => { console.error(`${tool}: ${message}`); process.exit(1); };
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

// The root of the workspace, and its packages by name.
let root = process.cwd();
while (!existsSync(join(root, 'pnpm-workspace.yaml')) && root !== dirname(root)) root = dirname(root);
const globs = existsSync(join(root, 'pnpm-workspace.yaml'))
  ? [...readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').matchAll(/^\s*-\s*['"]?([^'"\n]+?)['"]?\s*$/gm)].map((m) => m[1])
  : [];
const folders = globs.flatMap((glob) => {
  if (!glob.endsWith('/*')) return [glob];
  const parent = glob.slice(0, -2);
  return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => join(parent, name)) : [];
});
const packages = new Map();
for (const folder of folders) {
  const file = join(root, folder, 'package.json');
  if (existsSync(file)) packages.set(read(file).name, { ...read(file), folder });
}

const workspaceDependencies = (name, kinds) =>
  kinds.flatMap((kind) => Object.keys(packages.get(name)[kind] ?? {})).filter((other) => packages.has(other));
const everyKind = ['dependencies', 'devDependencies'];

// The packages that a name needs, itself last: an order of building.
const closure = (name, kinds = everyKind, seen = new Set()) => {
  if (seen.has(name)) return [];
  seen.add(name);
  return [...workspaceDependencies(name, kinds).flatMap((other) => closure(other, kinds, seen)), name];
};

// The packages that have changed since a commit, and all that need one of those. What installs depend
// on, and turbo.json, is everybody's.
const changedSince = (commit) => {
  const git = spawnSync('git', ['diff', '--name-only', commit], { cwd: root, encoding: 'utf8' });
  if (git.status) fail(`there is no commit ${commit}: ${git.stderr}`);
  const files = git.stdout.split('\n').filter((file) => file !== '');
  const everybodys = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'turbo.json'];
  if (files.some((file) => everybodys.includes(file))) return [...packages.keys()];
  const changed = [...packages].filter(([, { folder }]) => files.some((file) => file.startsWith(`${folder}/`)));
  return [...packages.keys()].filter((name) => changed.some(([other]) => closure(name).includes(other)));
};

// `NAME`, `NAME...` (with what it needs), `NAME^...` (only what it needs), `...[COMMIT]`.
const select = (filter, kinds = everyKind) => {
  const commit = /^\.\.\.\[(.*)\]$/.exec(filter)?.[1];
  if (commit !== undefined) return changedSince(commit);
  const name = filter.replace(/\^?\.\.\.$/, '');
  if (!packages.has(name)) fail(`No package found with name '${name}' in workspace`);
  if (filter.endsWith('^...')) return closure(name, kinds).filter((other) => other !== name);
  return filter.endsWith('...') ? closure(name, kinds) : [name];
};

const environment = (folder) => ({
  ...process.env,
  PATH: `${join(root, folder, 'node_modules/.bin')}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
});

const runScript = (folder, scripts, task, name) => {
  if (!scripts?.[task]) return;
  console.log(`${name}:${task}: ${scripts[task]}`);
  const run = spawnSync('sh', ['-c', scripts[task]], { cwd: join(root, folder), stdio: 'inherit', env: environment(folder) });
  if (run.status !== 0) process.exit(run.status ?? 1);
};

const build = (names, task) => {
  for (const name of names) runScript(packages.get(name).folder, packages.get(name).scripts, task, name);
};

// Tasks of packages, each after what turbo.json says that it depends on: `^TASK` is a task of the packages
// that a package needs, `TASK` one of its own.
const inOrder = (names, task, tasks, seen = new Map()) => {
  if (!tasks[task]) fail(`Could not find task \`${task}\` in project`);
  for (const name of names) {
    const key = `${name}#${task}`;
    if (seen.has(key)) continue;
    seen.set(key, null);
    for (const need of tasks[task].dependsOn ?? []) {
      const others = need.startsWith('^') ? workspaceDependencies(name, everyKind) : [name];
      inOrder(others, need.replace('^', ''), tasks, seen);
    }
    seen.delete(key);
    seen.set(key, [name, task]);
  }
  return [...seen.values()];
};

const keepRunning = (names, task) => {
  const children = names.filter((name) => packages.get(name).scripts?.[task]).map((name) => {
    const { scripts, folder } = packages.get(name);
    return spawn('sh', ['-c', scripts[task]], { cwd: join(root, folder), stdio: 'inherit', env: environment(folder) });
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => children.forEach((child) => child.kill(signal)));
  Promise.all(children.map((child) => new Promise((done) => child.on('exit', done)))).then(() => process.exit(143));
};

const runTurbo = (words) => {
  const [verb, task, ...options] = words;
  if (verb !== 'run') fail(`${verb} is not known here`);
  const filters = options.filter((option) => option.startsWith('--filter=')).map((option) => option.slice(9));
  const others = options.filter((option) => !/^--(filter|env-mode|concurrency)=/.test(option));
  if (others.length) fail(`${others[0]} is not known here`);
  const names = filters.length ? [...new Set(filters.flatMap((filter) => select(filter)))] : [...packages.keys()];
  if (task === 'dev') return keepRunning(names, task);
  const { tasks } = read(join(root, 'turbo.json'));
  for (const [name, step] of inOrder(names, task, tasks)) build([name], step);
};

// A package of the registry: .npmrc says where, the lockfile which version and what it hashes to.
const registry = () => /^registry=(.*)$/m.exec(readFileSync(join(root, '.npmrc'), 'utf8'))[1].replace(/\/$/, '');
const fetchPackage = async (name) => {
  const locked = new RegExp(`^  ${name}@(\\S+): (\\S+)$`, 'm').exec(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));
  if (!locked) fail(`ERR_PNPM_OUTDATED_LOCKFILE  ${name} is not in pnpm-lock.yaml`);
  const [, version, integrity] = locked;
  const store = join(process.env.PNPM_HOME ?? '/pnpm', 'store', `${name}-${version}.tgz`);
  const target = join(root, 'node_modules/.pnpm', `${name}@${version}`, 'node_modules', name);
  if (existsSync(target)) return target;
  if (!existsSync(store)) {
    const answer = await fetch(`${registry()}/${name}/-/${name}-${version}.tgz`);
    if (!answer.ok) fail(`${name}@${version}: the registry answers ${answer.status}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const hash = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    if (hash !== integrity) fail(`ERR_PNPM_TARBALL_INTEGRITY  ${name}@${version} is ${hash}`);
    mkdirSync(dirname(store), { recursive: true });
    // Both installs of a build write here at once.
    writeFileSync(`${store}.${process.pid}`, bytes);
    renameSync(`${store}.${process.pid}`, store);
  }
  mkdirSync(target, { recursive: true });
  const tar = spawnSync('tar', ['-xzf', store, '-C', target, '--strip-components=1'], { stdio: 'inherit' });
  if (tar.status) fail(`${store} can't be unpacked`);
  return target;
};

const install = async (options) => {
  if (!existsSync(join(root, 'pnpm-lock.yaml'))) fail('ERR_PNPM_NO_LOCKFILE  pnpm-lock.yaml is absent');
  const filters = options.filter((option) => option.startsWith('--filter-prod=')).map((option) => option.slice(14));
  const others = options.filter((option) => !/^--(prod|frozen-lockfile|prefer-offline|filter-prod=.*)$/.test(option));
  if (others.length) fail(`${others[0]} is not known here`);
  const kinds = options.includes('--prod') ? ['dependencies'] : everyKind;
  const names = filters.length ? [...new Set(filters.flatMap((filter) => select(filter, ['dependencies'])))] : [...packages.keys()];
  for (const name of names) {
    const { folder, ...manifest } = packages.get(name);
    for (const dependency of kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))) {
      const target = packages.has(dependency) ? join(root, packages.get(dependency).folder) : await fetchPackage(dependency);
      const link = join(root, folder, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      rmSync(link, { recursive: true, force: true });
      symlinkSync(relative(dirname(link), target), link);
      for (const [command, file] of Object.entries(read(join(target, 'package.json')).bin ?? {})) {
        const bin = join(root, folder, 'node_modules/.bin', command);
        mkdirSync(dirname(bin), { recursive: true });
        rmSync(bin, { force: true });
        symlinkSync(relative(dirname(bin), join(target, file)), bin);
      }
    }
  }
  build(names, 'postinstall');
  console.log(`Scope: ${names.length} of ${packages.size} workspace projects`);
};

// A script of the root's package.json.
const runOfRoot = (task) => {
  const { scripts } = read(join(root, 'package.json'));
  if (!scripts?.[task]) fail(`ERR_PNPM_NO_SCRIPT  Missing script: ${task}`);
  runScript('.', scripts, task, 'root');
};

// What the registry knows against the packages of the lockfile.
const audit = async () => {
  const locked = [...readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8').matchAll(/^  (\S+)@(\S+): /gm)];
  const body = JSON.stringify(Object.fromEntries(locked.map(([, name, version]) => [name, [version]])));
  const answer = await fetch(`${registry()}/-/npm/v1/security/advisories/bulk`, { method: 'POST', body });
  if (!answer.ok) fail(`ERR_PNPM_AUDIT_BAD_RESPONSE  the registry answers ${answer.status}`);
  const names = Object.keys(await answer.json());
  if (names.length) fail(`${names.length} vulnerabilities found: ${names.join(', ')}`);
  console.log('No known vulnerabilities found');
};

const words = process.argv.slice(2);
if (tool === 'turbo') runTurbo(words);
else if (words[0] === '--version') console.log('8.15.9');
else if (words[0] === 'install') await install(words.slice(1));
else if (words[0] === 'exec' && words[1] === 'turbo') runTurbo(words.slice(2));
else if (words[0] === 'run' && words.length === 2) runOfRoot(words[1]);
else if (words[0] === 'audit') await audit();
else if (words[0].startsWith('--')) {
  // pnpm [--parallel] --filter=… run [--if-present] SCRIPT
  const names = words.filter((word) => word.startsWith('--filter=')).flatMap((word) => select(word.slice(9)));
  const task = words.at(-1);
  words.includes('--parallel') || task === 'dev' ? keepRunning(names, task) : build(names, task);
} else fail(`${words[0]} is not known here`);
