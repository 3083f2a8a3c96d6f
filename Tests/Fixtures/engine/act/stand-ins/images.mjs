// Images, by the engine that the job reaches.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fail, folder, lines, output, run } from './job.mjs';

export const logIn = ({ registry, username, password = '' }) => {
  run('docker', ['login', '--username', username, '--password-stdin', registry], { input: password });
  return {};
};

// The tags that workflows ask for, as docker/metadata-action makes them; others are refused.
export const describe = ({ images, tags, flavor }) => {
  if (flavor !== 'latest=false') fail(`the flavor ${flavor} is not known here`);
  const branch = /^refs\/heads\/(.*)$/.exec(process.env.GITHUB_REF)?.[1].replace(/[^A-Za-z0-9._-]+/g, '-');
  const short = process.env.GITHUB_SHA.slice(0, 7);
  const names = lines(tags).flatMap((line) => {
    const { type, ...rest } = Object.fromEntries(line.split(',').map((part) => part.split('=')));
    if (rest.enable === 'false') return [];
    if (type === 'sha') return [`${(rest.prefix ?? 'sha-').replace('{{branch}}', branch)}${short}`];
    if (type === 'ref' && rest.event === 'branch') return branch ? [branch] : [];
    if (type === 'raw') return [rest.value];
    return fail(`the tag ${line} is not known here`);
  });
  const all = lines(images).flatMap((image) => names.map((name) => `${image}:${name}`));
  const labels = { 'org.opencontainers.image.revision': process.env.GITHUB_SHA };
  const text = Object.entries(labels).map((label) => label.join('=')).join('\n');
  return { outputs: { tags: all.join('\n'), labels: text, version: names[0], json: JSON.stringify({ tags: all, labels }) } };
};

// By BuildKit, as `docker build` of the engine's own release has it. It has no caches of GitHub's.
export const build = (inputs) => {
  if (inputs.push === 'true') fail('nothing may be pushed that was not scanned');
  const options = { '--tag': 'tags', '--label': 'labels', '--build-arg': 'build-args' };
  const words = Object.entries(options).flatMap(([option, input]) => lines(inputs[input]).flatMap((line) => [option, line]));
  const secrets = lines(inputs.secrets).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  const environment = { DOCKER_BUILDKIT: '1' };
  for (const [name, value] of secrets) {
    environment[`SECRET_${name}`] = value;
    words.push('--secret', `id=${name},env=SECRET_${name}`);
  }
  run('docker', ['build', '--progress=plain', '--file', inputs.file, '--target', inputs.target, ...words, inputs.context], { environment });
  return { record: { image: output('docker', 'image', 'inspect', '--format', '{{.Id}}', lines(inputs.tags)[0]) } };
};

// Knows no vulnerability but the one that the test plants: `vulnerable` has `fs` or `image` in it.
export const scan = (inputs) => {
  const type = inputs['scan-type'];
  const subject = type === 'image' ? output('docker', 'image', 'inspect', '--format', '{{.Id}}', inputs['image-ref']) : inputs['scan-ref'];
  const isFound = existsSync(`${folder}/vulnerable`) && readFileSync(`${folder}/vulnerable`, 'utf8').trim() === type;
  const results = isFound ? [{ ruleId: 'CVE-2000-0001', message: { text: `in ${subject}` } }] : [];
  const runs = [{ tool: { driver: { name: 'Trivy' } }, results }];
  writeFileSync(inputs.output, JSON.stringify({ version: '2.1.0', runs }));
  return { record: { subject }, failure: isFound && inputs['exit-code'] === '1' ? 'CVE-2000-0001 was found' : undefined };
};
