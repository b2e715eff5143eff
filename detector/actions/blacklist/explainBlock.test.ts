import assert from 'node:assert/strict';
import { it } from 'node:test';
import { explainCase } from './explainBlock.ts';

const sentenceOf = (threatName: string): string =>
  explainCase({
    case: 'vulnerability',
    target: '203.0.113.7',
    port: 443,
    count: 1,
    evidence: {
      settings: { level: 1 },
      deviceId: 1,
      firstAt: 1,
      lastAt: 1,
      contacts: [],
      severity: 'critical',
      threat: { threatName, threatId: '31475' },
    },
  });

it('names the number of a threat once, whether or not the name ends with it', () => {
  const expected = /^The firewall saw Login Attempt ?\(31475\) on 203\.0\.113\.7, severity critical;/;
  assert.match(sentenceOf('Login Attempt(31475)'), expected);
  assert.match(sentenceOf('Login Attempt'), expected);
});
