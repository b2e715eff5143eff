import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredBlock } from '../../store/blacklist/blocks.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';
import { judgeAddress } from './judgeAddress.ts';
import type { Known } from './judgeAddress.ts';

const address = '5.6.7.8';
const nothing: Known = {
  address,
  block: null,
  alsoBlockedBy: [],
  blocksInside: { count: 0, blocks: [] },
  allowedBy: null,
  safeBecause: null,
  blockFault: null,
  formerBlocks: [],
  findings: [],
  records: [],
};
const record = { source: address };

function block(change: Partial<StoredBlock> = {}): StoredBlock {
  return {
    ...{ id: 1, address, origin: 'port-scan', location: '', detectedAt: 100, lastSeenAt: 100, expiresAt: 9_000 },
    ...{ fixedEnd: false, reason: '', evidence: null, findings: 1, firstHitAt: null, lastHitAt: null },
    ...{ createdBy: 'detector', releasedAt: null, releasedBy: null, releaseReason: null },
    ...change,
  };
}

const released = block({ releasedAt: 500, releasedBy: 'cli:ann', releaseReason: 'was a test' });

function finding(at: number, outcome: StoredFinding['outcome'], change: Partial<StoredFinding> = {}): StoredFinding {
  return {
    ...{ id: at, at, case: 'port-sweep', source: address, target: null, port: 22, count: 10, outcome, reason: null },
    ...{ blockId: null, decidedAt: null, location: '', decidedBy: null, decision: null },
    evidence: { settings: {}, deviceId: 1, firstAt: at, lastAt: at, contacts: [] },
    ...change,
  };
}

function sentence(known: Partial<Known>): string {
  const { standing, because } = judgeAddress({ ...nothing, ...known });
  return `${standing}: ${because}`;
}

const allowedBy = { id: 1, range: address, reason: 'our scanner', createdAt: 0, createdBy: 'cli:ann', expiresAt: null };

test('an allow entry comes before everything, and names the block that leaves the address out', () => {
  const all = { findings: [finding(600, 'hold')], formerBlocks: [released] };
  assert.equal(sentence({ ...all, allowedBy }), 'allowed: 5.6.7.8 is on the allowlist (5.6.7.8: our scanner).');
  assert.equal(
    sentence({ ...all, allowedBy, block: block({ address: '5.6.7.0/24' }) }),
    'allowed: 5.6.7.8 is on the allowlist (5.6.7.8: our scanner), so the block of 5.6.7.0/24 leaves it out.',
  );
});

test('an active block comes before what happened, with who or what made it and what else blocks', () => {
  const findings = [finding(600, 'hold')];
  assert.equal(sentence({ findings, block: block() }), 'blocked: 5.6.7.8 is blocked for a port scan.');
  const byHand = block({ address: '5.6.7.0/24', origin: 'manual', createdBy: 'cli:ann', reason: 'seen elsewhere' });
  assert.equal(
    sentence({ block: byHand, alsoBlockedBy: ['5.6.0.0/16'] }),
    'blocked: 5.6.7.8 is blocked with the range 5.6.7.0/24 by hand, by cli:ann: seen elsewhere. It also lies in the blocked range 5.6.0.0/16.',
  );
  assert.equal(
    sentence({ block: byHand, safeBecause: 'own-network' }),
    'refused: 5.6.7.8 lies in the blocked range 5.6.7.0/24, but is not on the list: it is in your own networks (change these in the settings if they are wrong).',
  );
});

test('a range with blocks inside it is partly blocked', () => {
  const blocksInside = { count: 2, blocks: [block(), block({ address: '5.6.7.9' })] };
  assert.equal(
    sentence({ address: '5.6.7.0/24', blocksInside }),
    'partly-blocked: 5.6.7.0/24 has no block as a whole; 2 blocks lie inside it.',
  );
});

test('a finding that still waits comes before everything that happened later', () => {
  const findings = [finding(900, 'watch'), finding(300, 'hold')];
  assert.match(sentence({ findings, formerBlocks: [released] }), /^held: 5\.6\.7\.8 waits for a person's word/);
});

test('after a release a later finding counts, and an older one does not', () => {
  const text =
    'released: 5.6.7.8 was blocked for a port scan; cli:ann released it: was a test. No finding since then blocks it.';
  assert.equal(sentence({ formerBlocks: [released], findings: [finding(499, 'watch')] }), text);
  assert.equal(
    sentence({ formerBlocks: [released], findings: [finding(500, 'refuse', { reason: 'allowlist' })] }),
    text,
  );
  assert.equal(
    sentence({ formerBlocks: [released], findings: [finding(501, 'watch'), finding(100, 'block')] }),
    'watched: A port sweep by 5.6.7.8 was found while that case only watched.',
  );
  assert.equal(
    sentence({ formerBlocks: [released], findings: [finding(501, 'refuse', { reason: 'grace-after-release' })] }),
    'refused: A port sweep by 5.6.7.8 was found but not blocked: it was in the hour of grace after its release then.',
  );
});

test('the newest finding decides, whatever its kind', () => {
  const refused = finding(300, 'refuse', { reason: 'allowlist' });
  assert.match(sentence({ findings: [finding(400, 'watch'), refused] }), /^watched: /);
  assert.match(
    sentence({ findings: [refused, finding(200, 'watch')] }),
    /^refused: .* it was on the allowlist then\.$/,
  );
  const decided = finding(400, 'hold', { decidedAt: 450, decidedBy: 'cli:ann', decision: 'allow' });
  assert.match(
    sentence({ findings: [decided, refused] }),
    /^released: .* held; cli:ann decided on it \(allow\), and no block stands\.$/,
  );
  assert.match(sentence({ address: '5.6.7.0/24', findings: [finding(400, 'block')] }), /^released: .* has ended\.$/);
});

test('says of what happened that it can not happen now', () => {
  assert.match(
    sentence({ formerBlocks: [released], safeBecause: 'log-sender' }),
    /No finding since then blocks it\. It can't be blocked now: it is a device that sends logs \(.*\)\.$/,
  );
  const refused = finding(300, 'refuse', { reason: 'log-sender' });
  assert.match(sentence({ findings: [refused], safeBecause: 'log-sender' }), /not blocked: it is a device [^.]*\.$/);
});

test('a block whose time is up was no release by anybody', () => {
  const over = block({ origin: 'manual', createdBy: 'cli:ann', fixedEnd: true, expiresAt: 700 });
  assert.equal(
    sentence({ formerBlocks: [over, released], findings: [finding(600, 'watch')] }),
    'released: 5.6.7.8 was blocked by hand, by cli:ann, until its time was up. No finding since then blocks it.',
  );
});

test('a source that is not public is told that the cases count public ones only', () => {
  const inside = { address: '10.0.0.7', safeBecause: 'own-network', blockFault: 'It is inside.' } as const;
  const seen = sentence({ ...inside, records: [record] });
  assert.match(
    seen,
    /^seen: 10\.0\.0\.7 .* the cases count public sources only\. It can't .* A test of one of its lines /,
  );
  assert.match(sentence(inside), /^refused: 10\.0\.0\.7 is never blocked: it is in your own networks /);
  for (const reserved of ['192.0.2.7', '2001:db8::/32']) {
    assert.match(sentence({ address: reserved }), /^unknown: .* public sources only\. It may be blocked by hand\.$/);
  }
  assert.match(sentence({ records: [record] }), /^seen: 5\.6\.7\.8 was seen, but no case came true for it\. A test of/);
  assert.match(sentence({ safeBecause: 'never-block', records: [record] }), /^refused: 5\.6\.7\.8 is never blocked: /);
  assert.equal(sentence({}), 'unknown: 5.6.7.8 is not blocked, so this list is not what stops it.');
});
