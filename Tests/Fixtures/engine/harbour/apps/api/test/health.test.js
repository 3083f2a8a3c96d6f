import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greeting } from '@harbour/shared';
import { health, isWell } from '../src/health.js';

test('every server answers by its name', async () => {
  const services = await health({ one: Promise.resolve(greeting), two: Promise.reject(new Error('gone')) });
  assert.deepEqual(services, { one: 'hello from shared', two: 'error: gone' });
});

test('one that is gone is enough', () => {
  assert.ok(isWell({ one: 'here' }));
  assert.ok(!isWell({ one: 'here', two: 'error: gone' }));
});
