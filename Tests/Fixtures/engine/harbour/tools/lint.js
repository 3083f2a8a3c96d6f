// Tells what nobody wants in a source file: lint.js FOLDER…
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const rules = [[/\bvar\s/, 'let or const'], [/\bdebugger\b/, 'no debugger'], [/\beval\(/, 'no eval']];
let findings = 0;
for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'))) {
    readFileSync(join(folder, name), 'utf8').split('\n').forEach((line, index) => {
      for (const [pattern, message] of rules) {
        if (!pattern.test(line)) continue;
        console.error(`${join(folder, name)}:${index + 1}: ${message}`);
        findings += 1;
      }
    });
  }
}
process.exit(findings ? 1 : 0);
