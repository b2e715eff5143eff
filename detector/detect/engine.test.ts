import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCidr } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import { create, find } from '../../tests/support/engineFixture.ts';
import { batchOf, kinds, minute, scan, second, start, sweep, words } from '../../tests/support/recordFixture.ts';

function setOf(...texts: string[]) {
  return createCidrSet(texts.map(parseCidr).filter((cidr) => typeof cidr !== 'string'));
}

describe('engine', () => {
  it('finds nothing while it keeps windows, and finds with them afterwards', () => {
    const engine = create();
    const records = scan(12, second);
    assert.deepEqual(engine.observe(batchOf(records.slice(0, 11)), NaN, 'keep-windows'), []);
    assert.equal(engine.observe(batchOf(records.slice(11)), NaN, 'detect')[0].count, 12);
  });

  it('forgets what was counted about a source, and only about it', () => {
    const engine = create();
    const other = '198.51.7.2';
    engine.observe(batchOf([...scan(10, second), ...scan(10, second, { source: other })]), NaN, 'detect');
    engine.forget(setOf('198.51.7.1/32'));
    const next = { at: start + minute, port: 1 };
    const findings = engine.observe(batchOf([next, { ...next, source: other }]), NaN, 'detect');
    assert.deepEqual(
      findings.map(({ source }) => source),
      [other],
    );
  });

  it('finds again at once after it was told to forget', () => {
    const engine = create();
    assert.equal(engine.observe(batchOf(scan(11, second)), NaN, 'detect').length, 1);
    engine.forget(setOf('198.51.0.0/16'));
    assert.equal(engine.observe(batchOf(scan(11, second)), NaN, 'detect').length, 1);
  });

  it('is silent about a finding that it was told of', () => {
    const [finding] = find(scan(11, second));
    const engine = create();
    engine.noteFinding(finding);
    assert.deepEqual(engine.observe(batchOf(scan(11, second)), NaN, 'detect'), []);
    const later = scan(11, second).map((record) => ({ ...record, at: record.at + 10 * minute }));
    assert.equal(engine.observe(batchOf(later), NaN, 'detect').length, 1);
  });

  it('takes hits on the deny rule by name or by rule ID, once', () => {
    const denyRule = ['Active Defense Deny', kinds.denyRuleById.ruleId];
    const engine = create({ denyRule });
    const records = [kinds.denyRule, kinds.denyRuleById, kinds.denied].map((context, index) => ({
      ...{ at: start + index, port: 0, source: `198.51.7.${index}`, context },
    }));
    engine.observe(batchOf(records), NaN, 'detect');
    assert.deepEqual([...engine.takeHits().at], [start, start + 1]);
    assert.equal(engine.takeHits().at.length, 0);
  });

  it('tells what a source has done so far', () => {
    const engine = create();
    engine.observe(batchOf(scan(2, second)), NaN, 'detect');
    const [onTarget, ...onPorts] = engine.contactsOf(words('198.51.7.1'));
    assert.deepEqual(onTarget, {
      ...{ case: 'port-scan', target: '8.20.0.1', port: null, count: 2, findingAt: null },
      contacts: [
        { value: 2001, at: start + second },
        { value: 2000, at: start },
      ],
    });
    assert.deepEqual(
      onPorts.map(({ port, contacts }) => [port, contacts[0].value]),
      [
        [2000, '8.20.0.1'],
        [2001, '8.20.0.1'],
      ],
    );
    assert.deepEqual(engine.contactsOf(words('198.51.7.2')), []);
  });

  it('refuses a snapshot of other settings, and one that is cut short, and goes on as it was', () => {
    const engine = create();
    engine.observe(batchOf(scan(10, second)), NaN, 'detect');
    const chunks = engine.snapshot();
    assert.equal(create({ denyRule: ['Other'] }).restore(chunks), false);
    assert.equal(engine.restore([chunks[0].subarray(0, -1)]), false);
    assert.equal(engine.restore([]), false);
    assert.equal(engine.observe(batchOf([{ at: start + minute, port: 1 }]), NaN, 'detect').length, 1);
  });

  it('restores the state bit by bit', () => {
    const engine = create();
    engine.observe(batchOf([...scan(15, second), ...sweep(12, second)]), NaN, 'detect');
    const restored = create();
    restored.observe(batchOf(scan(5, second, { source: '198.51.7.9' })), NaN, 'detect');
    const chunks = engine.snapshot();
    assert.equal(restored.restore(chunks), true);
    assert.deepEqual(restored.snapshot(), chunks);
    assert.deepEqual(restored.stats(), engine.stats());
  });
});
