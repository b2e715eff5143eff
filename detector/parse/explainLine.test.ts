import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explainLine } from './explainLine.ts';
import { header, printKeyValue, threatFields } from '../../tests/support/lineFixtures.ts';

const reading = { deviceId: 1, timeZone: 'UTC' };

test('tells header, format, fields and record of a line', () => {
  const explanation = explainLine(Buffer.from(header + printKeyValue(threatFields)), reading);
  assert.deepEqual(explanation?.header, { time: 'Nov 20 21:16:05', host: 'LAB-FW-01' });
  assert.equal(explanation.format, 'key-value');
  assert.equal(explanation.repeats, 1);
  assert.equal(explanation.fields.destinationPort, '443');
  assert.ok(explanation.outcome.kind === 'record');
  assert.equal(explanation.outcome.context.severity, 'critical');
  assert.equal(explanation.outcome.batch.destinationPort[0], 443);
});

test('tells why a line is unreadable, and what was found all the same', () => {
  const explanation = explainLine(Buffer.from(printKeyValue({ ...threatFields, source: '1.2.3' })), reading);
  assert.ok(explanation?.outcome.kind === 'unreadable');
  assert.equal(explanation.outcome.reason, 'source-address');
  assert.match(explanation.outcome.sentence, /not an IP address/);
  assert.equal(explanation.fields.source, '1.2.3');
  assert.equal(explainLine(Buffer.from('garbage'), reading)?.format, null);
  assert.equal(explainLine(Buffer.from(' \r'), reading), undefined);
});
