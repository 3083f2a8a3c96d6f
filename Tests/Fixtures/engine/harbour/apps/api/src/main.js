import { createServer } from 'node:http';
import { answer, greeting } from '@harbour/shared';
import { health, isWell } from './health.js';
import { askPostgres } from './postgres.js';
import { askRedis } from './redis.js';

const word = 'hello from api';

const server = createServer(async (request, response) => {
  if (request.url !== '/health') return response.end(`${word}, ${greeting}, ${answer}\n`);
  const services = await health({
    database: askPostgres(process.env.DATABASE_URL),
    cache: askRedis(process.env.REDIS_HOST, process.env.REDIS_PORT, process.env.REDIS_PASSWORD),
  });
  response.writeHead(isWell(services) ? 200 : 503, { 'content-type': 'application/json' });
  const status = isWell(services) ? 'ok' : 'error';
  response.end(JSON.stringify({ status, uid: process.getuid(), services }));
});
server.listen(Number(process.env.PORT), '0.0.0.0');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
