// A registry of npm packages for builds of engine tests: the real npm and yarn install from it.
//   registry.mjs HOST PORT      serves until it is stopped
//   registry.mjs HOST PORT pnpm-lock.yaml    prints the lockfile of the stand-in for pnpm
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const [host, port, question] = process.argv.slice(2);

// One that runs, and one that only builds need.
const packages = {
  'harbour-answer': { 'package.json': { main: 'index.js' }, 'index.js': 'module.exports = 42;\n' },
  'harbour-check': {
    'package.json': { bin: { 'harbour-check': 'check.js' } },
    'check.js': '#!/usr/bin/env node\nconsole.log("checked");\n',
  },
};
const version = '1.0.0';

const entry = (name, text) => {
  const head = Buffer.alloc(512);
  const fields = [[0, `package/${name}`], [100, '0000755\0'], [108, '0000000\0'], [116, '0000000\0'],
    [124, `${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`], [136, '00000000000\0'], [148, '        '],
    [156, '0'], [257, 'ustar\x0000']];
  for (const [offset, field] of fields) head.write(field, offset, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  body.write(text);
  return Buffer.concat([head, body]);
};

const manifest = (name) => ({ name, version, ...packages[name]['package.json'] });
const tarball = (name) => {
  const files = Object.entries({ ...packages[name], 'package.json': JSON.stringify(manifest(name)) });
  return gzipSync(Buffer.concat([...files.map(([file, text]) => entry(file, text)), Buffer.alloc(1024)]));
};
const integrity = (name) => `sha512-${createHash('sha512').update(tarball(name)).digest('base64')}`;
const document = (name) => ({
  name,
  'dist-tags': { latest: version },
  versions: {
    [version]: {
      ...manifest(name),
      dist: {
        tarball: `http://${host}:${port}/${name}/-/${name}-${version}.tgz`,
        integrity: integrity(name),
        shasum: createHash('sha1').update(tarball(name)).digest('hex'),
      },
    },
  },
});

const serve = () =>
  createServer((request, response) => {
    // Nothing is known against any of them.
    if (request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk') return response.end('{}');
    const [, name, ...rest] = request.url.split('/');
    if (!packages[name]) return response.writeHead(404).end('{}');
    response.end(rest.length ? tarball(name) : JSON.stringify(document(name)));
  }).listen(Number(port), host, () => console.log('ready'));

if (question === 'pnpm-lock.yaml') {
  console.log("lockfileVersion: '6.0'\n\npackages:");
  for (const name of Object.keys(packages)) console.log(`  ${name}@${version}: ${integrity(name)}`);
} else {
  serve();
}
