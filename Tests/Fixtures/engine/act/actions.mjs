// Writes what stands in for the actions of a table, and prints the options by which act takes them:
//   actions.mjs TABLE FOLDER
// Every action has exactly the inputs and outputs that the table says, and `main.mjs` as its program.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [table, folder] = process.argv.slice(2);
const program = join(dirname(fileURLToPath(import.meta.url)), 'stand-ins');

const description = (action) => ({
  name: action.name,
  description: 'A stand-in',
  inputs: Object.fromEntries(action.inputs.map((name) => [name, { description: 'An input' }])),
  outputs: Object.fromEntries(action.outputs.map((name) => [name, { description: 'An output' }])),
  runs: { using: 'node24', main: 'main.mjs' },
});

for (const action of JSON.parse(readFileSync(table, 'utf8')).actions) {
  const [owner, repository, ...path] = action.name.split('/');
  const root = join(folder, `${owner}-${repository}-${action.commit}`);
  const place = join(root, ...path);
  mkdirSync(place, { recursive: true });
  cpSync(program, place, { recursive: true });
  // YAML has all of JSON.
  writeFileSync(join(place, 'action.yml'), JSON.stringify(description(action)));
  writeFileSync(join(place, 'action.json'), JSON.stringify(action));
  console.log(`--local-repository=${owner}/${repository}@${action.commit}=${root}`);
}
