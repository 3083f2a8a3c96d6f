import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

createServer((request, response) => response.end(readFileSync('src/index.html'))).listen(Number(process.env.PORT), '0.0.0.0');
