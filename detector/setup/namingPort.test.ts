import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Code } from '../errorCodes/errorCodes.ts';
import { MendableError } from '../errors.ts';
import { namingPort } from './namingPort.ts';

test('names the variable where the port is what keeps a listener shut, and only there', async () => {
  const listener = (code: Code) => namingPort('DOOR_PORT', Promise.reject(new MendableError(code, 'It is shut.')));
  await assert.rejects(listener('port-in-use'), { code: 'port-in-use', message: 'It is shut. DOOR_PORT sets it.' });
  await assert.rejects(listener('address-not-available'), { message: 'It is shut.' });
  assert.equal(await namingPort('DOOR_PORT', Promise.resolve(7)), 7);
});
