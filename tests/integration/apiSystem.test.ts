import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { jobDescriptions } from '../../detector/jobs/jobDescriptions.ts';
import { createApiClient } from '../support/apiClient.ts';
import { logLine } from '../support/lines.ts';
import { fetchList, register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

async function open(t: TestContext) {
  const service = await startService(t);
  return { service, client: await createApiClient(service) };
}

test('detection is turned off and on, with who did it', async (t) => {
  const { client } = await open(t);
  for (const on of [false, true]) {
    assert.deepEqual(await client.ask('POST /system/detection', { body: { on } }), { on });
    assert.equal((await client.ask('GET /system')).detection, on);
  }
  const { items } = await client.ask('GET /system/audit');
  assert.deepEqual(
    items.map(({ actor, action }) => [actor, action]),
    [
      ['grafana:ann', 'detection.on'],
      ['grafana:ann', 'detection.off'],
    ],
  );
});

test('jobs are shown with what they do, and run at a word', async (t) => {
  const { client } = await open(t);
  const { jobs } = await client.ask('GET /system/jobs', { role: 'Viewer' });
  assert.deepEqual(jobs.map(({ name }) => name).sort(), Object.keys(jobDescriptions).sort());
  assert.ok(jobs.every(({ does, schedule }) => does !== '' && schedule !== ''));
  const run = await client.ask('POST /system/jobs/:name/run', { params: { name: 'release' } });
  assert.deepEqual([run.outcome, run.message], ['ok', 'No block had ended.']);
  const problem = await client.refusal('POST /system/jobs/:name/run', { params: { name: 'sleep' } });
  assert.deepEqual([problem.status, problem.code], [404, 'job-unknown']);
  const { items } = await client.ask('GET /system/audit', { query: { action: 'job' } });
  assert.deepEqual(
    items.map(({ action, subject }) => [action, subject]),
    [['job.run', 'release']],
  );
});

test('the audit trail goes page by page, and by who, what and when', async (t) => {
  const { client } = await open(t);
  for (let i = 0; i < 5; i++) await client.ask('POST /system/detection', { body: { on: i % 2 === 1 } });
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = { limit: 2, ...(cursor === '' ? {} : { cursor }) };
    const page: Awaited<ReturnType<typeof askAudit>> = await askAudit(query);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  assert.deepEqual(seen, [5, 4, 3, 2, 1]);
  assert.equal((await askAudit({ action: 'detection.on' })).items.length, 2);
  assert.equal((await askAudit({ action: 'detect' })).items.length, 0);
  assert.equal((await askAudit({ actor: 'grafana:bob' })).items.length, 0);
  assert.equal((await askAudit({ to: 0 })).items.length, 0);
  for (const wrong of ['nonsense', 'WyJ4Il0']) {
    const { status, code } = await client.refusal('GET /system/audit', { query: { cursor: wrong } });
    assert.deepEqual([status, code], [422, 'cursor-wrong']);
  }

  function askAudit(query: Record<string, string | number>) {
    return client.ask('GET /system/audit', { query });
  }
});

test('who fetched the list is shown, and the test of the product itself is not among them', async (t) => {
  const { service, client } = await open(t);
  await client.ask('POST /system/list/test', { body: {} });
  await fetchList(service.listPort, { 'User-Agent': 'PAN' });
  const clients = async () => (await client.ask('GET /system/list/clients')).clients;
  await waitUntil('the poll is stored', async () => (await clients()).length > 0);
  assert.deepEqual(
    (await clients()).map(({ client: address, polls, userAgent, isServer }) => [address, polls, userAgent, isServer]),
    [['127.0.0.1', 1, 'PAN', true]],
  );
});

test('the list is tested as a firewall would fetch it', async (t) => {
  const { service, client } = await open(t);
  await waitUntil('there is a list', async () => (await fetchList(service.listPort)).status === 200);
  const good = await client.ask('POST /system/list/test', { body: {} });
  assert.deepEqual(
    good.steps.map(({ step, isGood }) => [step, isGood]),
    ['connect', 'name', 'chain', 'validity', 'login', 'list'].map((step) => [step, true]),
    JSON.stringify(good.steps),
  );
  assert.deepEqual([good.entries, good.bytes], [0, 0]);
  assert.equal(good.url, (await client.ask('GET /system')).list.url);
  const other = await client.ask('POST /system/list/test', { body: { name: 'firewall-knows-me-as.example' } });
  assert.deepEqual(
    other.steps.filter(({ isGood }) => !isGood).map(({ step }) => step),
    ['name'],
  );
  const wrong = await client.refusal('POST /system/list/test', { body: { name: 'a b' } });
  assert.equal(wrong.code, 'list-name-wrong');
});

test("the authority's certificate is the one that signed the list's", async (t) => {
  const { client } = await open(t);
  const pem = await client.ask('GET /system/list/authority.pem', { role: 'Viewer' });
  assert.match(pem, /^-----BEGIN CERTIFICATE-----/);
  assert.doesNotMatch(pem, /PRIVATE/);
  assert.equal((await client.ask('GET /system')).list.hasOwnAuthority, true);
});

test('a configuration goes from one installation to another', async (t) => {
  const { service, client } = await open(t);
  await register(service, 'fw-1');
  await client.ask('POST /allowlist', {
    body: { range: '192.0.2.7', reason: 'our partner', duration: 'permanent' },
  });
  const { settings, revision } = await client.ask('GET /settings');
  const body = { revision, changes: { portScan: { ports: 20 }, ownNetworks: ['203.0.113.0/24'] } };
  await client.ask('PATCH /settings', { body });
  const document = await client.ask('GET /system/configuration');
  assert.doesNotMatch(JSON.stringify(document), /password|token/i);

  const { client: other } = await open(t);
  const asked = (dryRun: boolean, given: unknown = document) =>
    other.ask('POST /system/configuration', { body: { document: given, dryRun } });
  const dry = await asked(true);
  assert.deepEqual(dry.faults, []);
  assert.deepEqual(dry.changes, [
    'The setting portScan becomes {"mode":"block","count":"denied","ports":20,"minutes":10}.',
    'The setting ownNetworks becomes ["203.0.113.0/24"].',
    'The device fw-1 is registered.',
    '192.0.2.7 goes on the allowlist.',
  ]);
  assert.deepEqual((await other.ask('GET /settings')).settings, settings);
  assert.deepEqual(await asked(false), dry);
  assert.deepEqual(await asked(true), { changes: [], faults: [] });
  const taken = await other.ask('GET /system/configuration');
  assert.deepEqual({ ...taken, writtenAt: 0 }, { ...document, writtenAt: 0 });
});

test('a configuration with faults names them all and changes nothing', async (t) => {
  const { client } = await open(t);
  const asked = (document: unknown) => client.ask('POST /system/configuration', { body: { document, dryRun: false } });
  const device = { name: 'fw', hosts: ['fw'], files: [], senders: [], timeZone: null, format: null };
  const { changes, faults } = await asked({
    version: 1,
    settings: { portScan: { ports: 0 }, blockMonths: 2 },
    devices: [device, { ...device, name: 'other', timeZone: 'Mars' }],
    allowlist: [
      { range: '1.2.3.4/40', reason: 'a', expiresAt: null },
      { range: '1.2.3.4', reason: ' ', expiresAt: null },
    ],
  });
  assert.equal(faults.length, 5, faults.join('\n'));
  assert.ok(changes.length > 0);
  assert.deepEqual((await client.ask('GET /devices')).devices, []);
  assert.equal((await client.ask('GET /settings')).revision, 1);
  assert.match((await asked({ version: 2, more: 1 })).faults.join('\n'), /document\.more is not known/);
});

test('settings are changed from the revision that was seen, and faults are named', async (t) => {
  const { client } = await open(t);
  const { revision, defaults } = await client.ask('GET /settings', { role: 'Viewer' });
  const change = (from: number, changes: unknown) => ({ body: { revision: from, changes } });
  const after = await client.ask('PATCH /settings', change(revision, { portScan: { minutes: 0 } }));
  assert.deepEqual(after, {
    revision: revision + 1,
    settings: { ...defaults, portScan: { ...defaults.portScan, minutes: 0 } },
  });
  const late = await client.refusal('PATCH /settings', change(revision, { blockMonths: 2 }));
  assert.deepEqual([late.status, late.code], [409, 'settings-changed']);
  const wrong = await client.refusal('PATCH /settings', change(revision + 1, { portScan: { ports: 0 }, none: 1 }));
  assert.deepEqual([wrong.status, wrong.code, wrong.faults?.length], [422, 'settings-wrong', 2]);
});

test('own networks and rules are suggested from what the logs say', async (t) => {
  const { service, client } = await open(t);
  await register(service, 'fw-1');
  const targets = ['203.0.113.7', '203.0.113.8', '198.51.100.1'];
  const lines = targets.map((target) => logLine({ at: Date.now() - 20_000, source: '45.142.193.118', target }));
  await service.work.push(
    { bytes: Buffer.from(`${lines.join('\n')}\n`), input: 'push', kind: 'push' },
    Buffer.from('1'),
  );
  const seen = await client.ask('GET /settings/suggestions', { role: 'Viewer' });
  assert.deepEqual(seen.ownNetworks, [
    { range: '203.0.113.0/24', addresses: 2, records: 2 },
    { range: '198.51.100.0/24', addresses: 1, records: 1 },
  ]);
  assert.deepEqual(seen.rules, ['sensor']);
  assert.ok(seen.timeZones.includes('Australia/Sydney'));
});
