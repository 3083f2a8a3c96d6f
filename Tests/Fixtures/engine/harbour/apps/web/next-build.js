// Lays out what Next.js writes for `output: "standalone"` with the root of the repository as the root of
// its tracing: the server with the traced modules below standalone/, assets beside it.
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';

const standalone = '.next/standalone/apps/web';
const shared = `${standalone}/node_modules/@harbour/shared`;
mkdirSync(shared, { recursive: true });
mkdirSync('.next/static', { recursive: true });
for (const part of ['dist', 'package.json']) {
  cpSync(`../../packages/shared/${part}`, `${shared}/${part}`, { recursive: true });
}
// pnpm puts what a package needs beside it, npm into the root.
const module = ['../../packages/shared', '../..']
  .map((folder) => `${folder}/node_modules/harbour-answer`)
  .find(existsSync);
cpSync(module, `${standalone}/node_modules/harbour-answer`, { recursive: true, dereference: true });
cpSync('src/server.js', `${standalone}/server.js`);
cpSync('package.json', `${standalone}/package.json`);
writeFileSync('.next/static/title.txt', process.env.NEXT_PUBLIC_TITLE ?? 'no title');
writeFileSync('.next/static/key.txt', `${(process.env.NEXT_PUBLIC_MAPS_KEY ?? '').length} characters`);
