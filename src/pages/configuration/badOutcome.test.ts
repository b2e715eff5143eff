import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf } from '../../api/fault.ts';
import type { ApiFault } from '../../api/fault.ts';
import { badOutcome } from './badOutcome.ts';

const seenFor = (fault: ApiFault) => badOutcome(fault, 'http://x:1').seen;

test('a failed test tells what was seen', () => {
  assert.match(seenFor(faultOf(401, {})), /does not accept the token/);
  assert.match(seenFor(faultOf(502, {})), /^Nothing answers/);
  assert.match(seenFor(faultOf(404, {})), /not the detector’s API/);
  assert.match(seenFor(faultOf(503, { code: 'not-ready', detail: 'It starts.' })), /not ready: It starts\./);
  assert.match(seenFor(faultOf(500, {})), /status 500/);
});
