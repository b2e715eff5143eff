import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFormat } from '../parse/deviceFormat.ts';
import { createCompleteLineCheck } from './isCompleteLine.ts';

const text = 'from $src to $dst port $dport does $action by $rule at $time_received of $type.';
const line =
  '<14>Nov 20 10:00:00 FW-1 from 5.6.7.8 to 203.0.113.5 port 22 does deny by r at 2026/11/20 10:00:00 of TRAFFIC.';

test('a last line in the format of its device is whole, and one that was cut is not', () => {
  const format = compileFormat(text);
  assert.ok(typeof format !== 'string');
  const isWhole = createCompleteLineCheck((path) =>
    path === '/own.log' ? { deviceId: 1, timeZone: 'UTC', format } : { deviceId: 2, timeZone: 'UTC' },
  );
  assert.equal(isWhole(Buffer.from(line), '/own.log'), true);
  assert.equal(isWhole(Buffer.from(line.slice(0, -1)), '/own.log'), false);
  assert.equal(isWhole(Buffer.from(line), '/other.log'), false);
});

test('a last line of a file that is nobody’s waits', () => {
  assert.equal(createCompleteLineCheck(() => undefined)(Buffer.from(line), '/a.log'), false);
});
