// Serves the archive of tools, by HTTPS as workflows ask for it: tools.mjs FOLDER PORT, with the archive
// tools.tar.gz, and certificate.pem and key.pem of the server.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const [folder, port] = process.argv.slice(2);
const [cert, key, archive] = ['certificate.pem', 'key.pem', 'tools.tar.gz'].map((name) => readFileSync(`${folder}/${name}`));
createServer({ cert, key }, (request, response) => {
  if (request.url !== '/tools.tar.gz') response.writeHead(404);
  response.end(request.url === '/tools.tar.gz' ? archive : '');
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
