// Runs a program again whenever a file in one of the folders changes: watch.js FOLDER… -- PROGRAM ARGUMENT…
// (`node --watch` of Node.js 20 misses all changes after the first.)
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

const words = process.argv.slice(2);
const folders = words.slice(0, words.indexOf('--'));
const [program, ...rest] = words.slice(words.indexOf('--') + 1);

let child;
let timer;
const start = () => {
  child = spawn(program, rest, { stdio: 'inherit' });
};
const restart = () => {
  if (child.exitCode !== null || child.signalCode !== null) return start();
  child.once('exit', start);
  child.kill('SIGTERM');
};
for (const folder of folders) {
  watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, 50);
  });
}
process.on('SIGTERM', () => {
  child.kill('SIGTERM');
  process.exit(143);
});
start();
