// Runs tests with Node.js's own runner, and writes which lines they cover to coverage/lcov.info:
// test.js FILE…
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

mkdirSync('coverage', { recursive: true });
const reports = [['spec', 'stdout'], ['lcov', 'coverage/lcov.info']].flatMap(([reporter, destination]) => [
  `--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`,
]);
const options = ['--test', '--experimental-test-coverage', ...reports];
const run = spawnSync(process.execPath, [...options, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
