import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RefusalReason } from '../model/block.ts';
import { defaultSettings } from '../model/settings.ts';
import { blockOf, findingOf, safeRangesOf } from '../../tests/support/blockFixture.ts';
import { decide } from './decide.ts';
import type { Facts } from './decide.ts';
import { createSafety } from './safety.ts';
import type { SafeRanges } from './safety.ts';

const settings = defaultSettings('UTC');
const source = '192.0.2.66';
const at = '2026-03-09T14:13:44Z';
const unsafe: Facts = { safety: createSafety(safeRangesOf()), isInGrace: false, standing: undefined };

function factsWith(ranges: Partial<Record<keyof SafeRanges, readonly string[]>>, changes: Partial<Facts> = {}): Facts {
  return { ...unsafe, safety: createSafety(safeRangesOf(ranges)), ...changes };
}

describe('decide', () => {
  it('blocks a source for the months that the settings say, with its evidence', () => {
    const finding = findingOf(source, at);
    assert.deepEqual(decide(finding, unsafe, { ...settings, blockMonths: 2 }), {
      kind: 'block',
      block: {
        address: source,
        origin: 'port-scan',
        location: 'Romania',
        detectedAt: Date.parse(at),
        lastSeenAt: Date.parse(at),
        expiresAt: Date.parse('2026-05-09T14:13:44Z'),
        fixedEnd: false,
        reason: '',
        evidence: finding.evidence,
      },
    });
  });

  it('refuses what is safe, naming the first reason that holds', () => {
    const inOrder: readonly (readonly [keyof SafeRanges, RefusalReason])[] = [
      ['allowlist', 'allowlist'],
      ['ownNetworks', 'own-network'],
      ['neverBlock', 'never-block'],
      ['listClients', 'list-client'],
      ['logSenders', 'log-sender'],
    ];
    inOrder.forEach(([, reason], i) => {
      const ranges = Object.fromEntries(inOrder.slice(i).map(([kind]) => [kind, ['192.0.2.0/24']]));
      const facts = factsWith(ranges, { isInGrace: true, standing: blockOf(source, at) });
      assert.deepEqual(decide(findingOf(source, at, { looksLikeAnswers: true }), facts, settings), {
        kind: 'refuse',
        reason,
      });
    });
  });

  it('refuses a source in the hour of grace after its release', () => {
    const decision = decide(findingOf(source, at), { ...unsafe, isInGrace: true }, settings);
    assert.deepEqual(decision, { kind: 'refuse', reason: 'grace-after-release' });
  });

  it('only watches where the case only watches, even a source that is safe', () => {
    const decision = decide(findingOf(source, at, { watchOnly: true }), factsWith({ allowlist: [source] }), settings);
    assert.deepEqual(decision, { kind: 'watch' });
  });

  it('renews the block that stands, of the address or of a range over it', () => {
    for (const address of [source, '192.0.2.0/24']) {
      const standing = blockOf(address, '2026-03-01T00:00:00Z');
      const decision = decide(findingOf(source, at), { ...unsafe, standing }, settings);
      assert.deepEqual(decision, {
        kind: 'renew',
        block: { ...standing, lastSeenAt: Date.parse(at), expiresAt: Date.parse('2026-04-09T14:13:44Z') },
      });
    }
  });

  it('holds what looks like answers, unless a block stands already', () => {
    const finding = findingOf(source, at, { looksLikeAnswers: true });
    assert.deepEqual(decide(finding, unsafe, settings), { kind: 'hold', reason: 'looks-like-answers' });
    assert.equal(decide(finding, { ...unsafe, standing: blockOf(source, at) }, settings).kind, 'renew');
  });
});
