import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, greeting } from '../src/index.js';

test('the greeting is said by whom it is from', () => {
  assert.equal(greeting, 'hello from shared');
  assert.equal(answer, 42);
});
