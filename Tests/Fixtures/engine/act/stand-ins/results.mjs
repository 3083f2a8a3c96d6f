// What jobs leave behind.
import { cpSync, existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fail, folder, lines } from './job.mjs';

// The files of a path; hidden ones and those of hidden folders only where they are asked for.
const filesBelow = (path, withHidden) => {
  if (!withHidden && basename(path).startsWith('.')) return [];
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name), withHidden));
};

// `folder/**/name` and plain paths: what of actions/upload-artifact's patterns workflows use.
const matches = (pattern, file) => {
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\/\*\*\//g, '/(.*/)?');
  return new RegExp(`^${expression}(/|$)`).test(file);
};

export const upload = (inputs) => {
  const patterns = lines(inputs.path);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const files = patterns
    .filter((pattern) => !pattern.startsWith('!') && existsSync(pattern))
    .flatMap((pattern) => filesBelow(pattern, inputs['include-hidden-files'] === 'true'))
    .filter((file) => !excluded.some((pattern) => matches(pattern, file)));
  for (const file of files) cpSync(file, join(folder, 'artifacts', inputs.name, file));
  const isMissed = files.length === 0 && inputs['if-no-files-found'] === 'error';
  return { record: { files: files.sort() }, failure: isMissed ? `there is nothing at ${patterns.join(', ')}` : undefined };
};

export const reportCoverage = ({ files }) => ({ record: { files: files.split(',').filter(existsSync) } });

// Findings go to GitHub only as SARIF 2.1.0.
export const uploadFindings = ({ sarif_file: file }) => {
  const { version, runs } = JSON.parse(readFileSync(file, 'utf8'));
  if (version !== '2.1.0' || !Array.isArray(runs)) fail(`${file} is no SARIF`);
  return { record: { results: runs.flatMap((entry) => entry.results).length } };
};
