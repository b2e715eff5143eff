import assert from 'node:assert/strict';
import { it } from 'node:test';
import { changeDetail } from './changeDetail.ts';

const formatTime = (ms: number) => `time ${ms}`;

it('tells what it changed to', () => {
  assert.equal(changeDetail({ after: { reason: 'tests', expiresAt: 5 } }, formatTime), 'tests; until time 5');
  assert.equal(changeDetail({ after: { expiresAt: null, ticket: 'INC-1' } }, formatTime), 'permanent; ticket: INC-1');
  assert.equal(
    changeDetail({ after: { case: 'port-scan', findings: [7, 9] } }, formatTime),
    'case: Port scan; findings: 7, 9',
  );
  assert.equal(
    changeDetail({ after: { expiresAt: 5, fixedEnd: true } }, formatTime),
    'until time 5; no hit moves its end',
  );
  assert.equal(changeDetail({ after: null }, formatTime), '');
});

it('cuts what is long', () => {
  assert.equal(changeDetail({ after: { reason: 'x'.repeat(900) } }, formatTime).length, 202);
});
