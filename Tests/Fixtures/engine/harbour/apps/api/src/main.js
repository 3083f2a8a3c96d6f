import { createServer } from 'node:http';
import { answer, greeting } from '@harbour/shared';
import { askPostgres } from './postgres.js';
import { askRedis } from './redis.js';

const word = 'hello from api';

// The answer of each server, or what went wrong with it.
const health = async () => {
  const services = {};
  const ask = async (name, question) => {
    services[name] = await question.then((reply) => reply, (error) => `error: ${error.message}`);
  };
  await Promise.all([
    ask('database', askPostgres(process.env.DATABASE_URL)),
    ask('cache', askRedis(process.env.REDIS_HOST, process.env.REDIS_PORT, process.env.REDIS_PASSWORD)),
  ]);
  return services;
};

const server = createServer(async (request, response) => {
  if (request.url !== '/health') return response.end(`${word}, ${greeting}, ${answer}\n`);
  const services = await health();
  const isWell = Object.values(services).every((reply) => !reply.startsWith('error'));
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: isWell ? 'ok' : 'error', uid: process.getuid(), services }));
});
server.listen(Number(process.env.PORT), '0.0.0.0');
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
