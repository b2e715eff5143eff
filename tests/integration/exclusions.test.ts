import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { findingsOf } from '../../detector/store/blacklist/findings.ts';
import { logLine } from '../support/lines.ts';
import { register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const source = '45.142.193.118';

test('what is left out is stored and counts for nothing, and counts once it is left out no more', async (t) => {
  const service = await startService(t);
  await register(service, 'fw-1');
  const { session, work } = service;
  const { pool } = session.database;
  const change = async (ports: readonly number[]) => {
    await changeSettings(session.actor('alice', Date.now()), { exclusions: { ports } });
    await work.settle();
    await waitUntil('the change is in force', () => work.detection.settings().exclusions.ports.length === ports.length);
  };
  const push = (first: number, count: number) => {
    const at = Date.now() - 20_000;
    const lines = Array.from({ length: count }, (_, i) => `${logLine({ at, source, port: first + i })}\n`);
    const bytes = Buffer.from(lines.join(''));
    return work.push({ bytes, input: 'push', kind: 'push' }, Buffer.from(String(first)));
  };
  await change([2010]);
  await push(2000, 11);
  assert.deepEqual(await findingsOf(pool, source, 10), []);
  await change([]);
  await push(2005, 1);
  const [finding] = await findingsOf(pool, source, 10);
  assert.deepEqual([finding.case, finding.count, finding.outcome], ['port-scan', 11, 'block']);
  await waitUntil('it is on the list', async () => (await service.list()).includes(source));
});
