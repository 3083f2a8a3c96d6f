import { createServer } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { greeting } from '@harbour/shared';

// A service with no build of its own, and a folder that it may write to.
mkdirSync(new URL('../data', import.meta.url), { recursive: true });
writeFileSync(new URL('../data/started', import.meta.url), greeting);
createServer((request, response) => response.end(greeting)).listen(Number(process.env.PORT), '0.0.0.0');
