import assert from 'node:assert/strict';
import { it } from 'node:test';
import { effectSentence, needsReading, outcomeSentence } from './outcomeSentence.ts';

it('names one address and counts many', () => {
  assert.equal(outcomeSentence('Released', { done: ['203.0.113.9'] }), 'Released 203.0.113.9.');
  assert.equal(outcomeSentence('Released', { done: ['203.0.113.9', '203.0.113.8'] }), 'Released 2 addresses.');
  assert.equal(outcomeSentence('Released', { done: [] }), undefined);
});

it('says when somebody is let through, if anybody is', () => {
  assert.match(effectSentence('Released', { done: ['203.0.113.9'] }) ?? '', /^Released 203\.0\.113\.9\. The firewall/);
  assert.equal(effectSentence('Released', { done: [] }), undefined);
});

it('is to be read when not all of it went as entered', () => {
  const whole = { done: ['203.0.113.9'], failed: [], stillBlocked: [] };
  assert.equal(needsReading(whole), false);
  assert.equal(needsReading({ ...whole, done: [] }), true);
  assert.equal(needsReading({ ...whole, failed: [{ address: '203.0.113.8', because: 'It is gone.' }] }), true);
  assert.equal(needsReading({ ...whole, stillBlocked: [{ address: '203.0.113.9', by: '203.0.113.0/24' }] }), true);
});
