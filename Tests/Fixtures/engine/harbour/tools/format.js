// Whether files are laid out as they should be: no white space at the end of a line, a newline at the
// end of a file: format.js FOLDER…
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const isWrong = (text) => /[ \t]\n/.test(text) || !text.endsWith('\n');
const files = process.argv.slice(2).flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js') && !name.includes('node_modules') && !name.includes('dist/'))
    .map((name) => join(folder, name)),
);
const wrong = files.filter((file) => isWrong(readFileSync(file, 'utf8')));
for (const file of wrong) console.error(`${file} is not formatted`);
process.exit(wrong.length ? 1 : 0);
