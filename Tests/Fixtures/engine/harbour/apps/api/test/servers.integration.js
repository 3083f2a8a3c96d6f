import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPostgres } from '../src/postgres.js';
import { askRedis } from '../src/redis.js';

const { DATABASE_URL, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD } = process.env;

test('the database answers who has its password', async () => {
  assert.match(await askPostgres(DATABASE_URL), /^postgres 15\./);
  const stranger = new URL(DATABASE_URL);
  stranger.password = 'guessed';
  await assert.rejects(askPostgres(stranger.href), /authentication failed/);
});

test('the cache answers who has its password', async () => {
  assert.match(await askRedis(REDIS_HOST, REDIS_PORT, REDIS_PASSWORD), /^redis 7\./);
  await assert.rejects(askRedis(REDIS_HOST, REDIS_PORT, 'guessed'), /WRONGPASS/);
});
