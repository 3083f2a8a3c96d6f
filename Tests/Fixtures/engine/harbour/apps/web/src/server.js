import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { greeting } from '@harbour/shared';

const title = new URL('.next/static/title.txt', import.meta.url);
createServer((request, response) => {
  if (request.url === '/title' && existsSync(title)) return response.end(readFileSync(title));
  response.end(`page of web, ${greeting}\n`);
}).listen(Number(process.env.PORT), '0.0.0.0');
