import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { noon, putDevice, scanFinding } from '../../tests/support/blocks.ts';
import { openTestDatabase } from '../../tests/support/store.ts';
import { safeRangesOf } from '../../tests/support/blockFixture.ts';
import { createSafety } from '../block/safety.ts';
import type { Finding } from '../model/finding.ts';
import { parseAddress } from '../model/address.ts';
import { defaultSettings } from '../model/settings.ts';
import { insertBlock } from '../store/blacklist/blocks.ts';
import type { NewBlock } from '../store/blacklist/blocks.ts';
import { applyFindings, applyHits } from './applyFindings.ts';

const safety = createSafety(safeRangesOf({ allowlist: ['198.51.100.9/32'] }));
const settings = defaultSettings('UTC');
const manual: Omit<NewBlock, 'address'> = {
  ...{ origin: 'manual', location: '', detectedAt: noon, lastSeenAt: noon, expiresAt: null, fixedEnd: true },
  ...{ reason: 'by hand', evidence: null, createdBy: 'alice' },
};

async function open(t: TestContext) {
  const database = await openTestDatabase(t);
  const { pool } = database;
  await putDevice(pool);
  let asked = 0;
  const apply = (findings: readonly Finding[]) =>
    database.transaction(async (client) => {
      const query = client.query.bind(client) as (...asking: unknown[]) => unknown;
      Object.assign(client, { query: (...asking: unknown[]) => (asked++, query(...asking)) });
      await applyFindings(client, findings, { settings, safety, recordId: 1, nowMs: noon });
      Object.assign(client, { query });
    });
  const hit = (hits: readonly (readonly [address: string, at: number])[]) =>
    database.transaction((client) => {
      const source = Uint32Array.from(hits.flatMap(([address]) => [...(parseAddress(address) ?? [])]));
      const columns = { source, at: Float64Array.from(hits, ([, at]) => at) };
      return applyHits(client, columns, { settings, safety, nowMs: noon });
    });
  const read = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;
  const outcome = async () => ({
    blocks: await read(
      `select id, abbrev(address) as address, origin, last_seen_at, expires_at, findings, first_hit_at, last_hit_at, created_by, released_at
       from block order by id`,
    ),
    findings: await read('select host(source) as source, at, outcome, reason, block_id from finding order by id'),
    audit: await read('select action, subject, after from audit_event order by id'),
  });
  return { pool, apply, hit, outcome, asked: () => asked };
}

/** Sources that come again and again, hit the deny rule between, are allowed, only watched, held, or in a blocked range. */
function mixedFindings(): Finding[] {
  return Array.from({ length: 60 }, (_, i) => {
    const at = noon + ((i * 7_919) % 60) * 1_000;
    const more = {
      hitBeforeAt: i % 4 === 1 ? at - 500 : null,
      watchOnly: i % 11 === 0,
      looksLikeAnswers: i % 9 === 0,
    };
    return scanFinding(i % 6 === 5 ? '203.0.112.7' : `198.51.100.${1 + (i % 10)}`, at, more);
  });
}

test('findings that come together lead to what they lead to one by one', async (t) => {
  const [together, single] = [await open(t), await open(t)];
  for (const { pool } of [together, single]) await insertBlock(pool, { ...manual, address: '203.0.112.0/24' });
  const findings = mixedFindings();
  await together.apply(findings);
  for (const finding of findings) await single.apply([finding]);
  const expected = await single.outcome();
  assert.deepEqual(await together.outcome(), expected);
  const kinds = new Set(expected.findings.map(({ outcome }) => outcome));
  assert.deepEqual([...kinds].sort(), ['block', 'hold', 'refuse', 'renew', 'watch']);
});

test('a thousand new blocks take no more statements than one', async (t) => {
  const [one, many] = [await open(t), await open(t)];
  await one.apply([scanFinding('198.51.100.1', noon)]);
  const sources = Array.from({ length: 1_000 }, (_, i) => `198.18.${i >> 8}.${i & 255}`);
  await many.apply(sources.map((source) => scanFinding(source, noon)));
  const { blocks, audit } = await many.outcome();
  assert.deepEqual(
    blocks.map(({ address }) => address),
    sources,
  );
  assert.equal(audit.length, sources.length);
  assert.equal(many.asked(), one.asked());
});

test('a block that is over, but that no job has released yet, is not in the way of a new one', async (t) => {
  const { pool, apply, outcome } = await open(t);
  // Its time is up, so it stands in no decision, but no job has released it yet.
  const ended = { ...manual, address: '198.51.100.1', expiresAt: noon - 1 };
  const id = await insertBlock(pool, ended);
  await apply([scanFinding('198.51.100.1', noon), scanFinding('198.51.100.1', noon + 1, { target: '203.0.113.6' })]);
  const { blocks, findings, audit } = await outcome();
  const newId = blocks[1]['id'];
  assert.deepEqual(
    findings.map((finding) => [finding['outcome'], finding['block_id']]),
    [
      ['block', newId],
      ['renew', newId],
    ],
  );
  assert.deepEqual(
    blocks.map((block) => [block['id'], block['released_at'], block['findings'], block['created_by']]),
    [
      [id, noon, 0, 'alice'],
      [newId, null, 2, 'detector'],
    ],
  );
  assert.deepEqual(
    audit.map((event) => event['action']),
    ['block.expire', 'block.add'],
  );
});

test('a block answers for no hit from before it stood, nor for one of an address that it leaves out', async (t) => {
  const { pool, apply, hit, outcome } = await open(t);
  await insertBlock(pool, { ...manual, address: '198.51.100.0/24' });
  const seen = async () => {
    const [{ first_hit_at: first, last_hit_at: last, last_seen_at: lastSeen }] = (await outcome()).blocks;
    return [first, last, lastSeen];
  };
  await hit([
    ['198.51.100.1', noon - 1],
    ['198.51.100.9', noon + 9_000],
  ]);
  await apply([
    scanFinding('198.51.100.2', noon - 500, { watchOnly: true, hitBeforeAt: noon - 1_000 }),
    scanFinding('198.51.100.9', noon + 9_000, { hitBeforeAt: noon + 8_000 }),
  ]);
  assert.deepEqual(await seen(), [null, null, noon]);
  await hit([
    ['198.51.100.3', noon + 2_000],
    ['198.51.100.1', noon],
    ['198.51.100.4', noon - 1],
  ]);
  assert.deepEqual(await seen(), [noon + 2_000, noon + 2_000, noon + 2_000]);
});
