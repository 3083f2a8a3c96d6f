// The job that a stand-in runs in.
import { execFileSync } from 'node:child_process';

// What the test and the jobs share: the repository that GitHub would have, the record, what is kept.
export const folder = '/run/outside';
export const repository = process.env.GITHUB_WORKSPACE;

export const fail = (message) => {
  console.log(`::error::${message}`);
  process.exit(1);
};

// Runs a program, and returns what it prints.
export const output = (program, ...words) => {
  console.log(`$ ${program} ${words.join(' ')}`);
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
};

// Runs a program, which gets a text to read; its failure is the step's.
export const run = (program, words, { input = '', environment = {} } = {}) => {
  console.log(`$ ${program} ${words.join(' ')}`);
  try {
    execFileSync(program, words, {
      input, stdio: ['pipe', 'inherit', 'inherit'], env: { ...process.env, ...environment },
    });
  } catch (error) {
    fail(`${program}: ${error.status === null ? error.message : `exit status ${error.status}`}`);
  }
};

// The lines of an input that aren't empty.
export const lines = (text = '') => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
