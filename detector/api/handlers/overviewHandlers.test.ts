import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { noon, putBlock, putFinding, scanFinding } from '../../../tests/support/blocks.ts';
import { overviewRoutes } from '../contract/overview.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { addIntakeCounts } from '../../store/counts/intakeCounts.ts';
import { addIntakeMinutes } from '../../store/counts/intakeMinutes.ts';
import { insertJobRun } from '../../store/jobRuns.ts';
import { insertPolls, listClients } from '../../store/listPolls.ts';
import { insertDevice } from '../../store/devices.ts';
import { noteMailTest } from '../../store/mailSettings.ts';
import { addBatchCounts, noRecordCounts } from '../../store/counts/batchCounts.ts';
import type { KeyedCount } from '../../store/counts/batchCounts.ts';
import { loadSettings, saveSettings } from '../../store/settingsRow.ts';
import { decideHeld } from '../../actions/blacklist/decideHeld.ts';
import { addBlock } from '../../actions/blacklist/addBlock.ts';
import { allowRange } from '../../actions/allowlist/allow.ts';
import { createOverviewHandlers } from './overviewHandlers.ts';
import { minuteMs, hourMs } from '../../time/units.ts';

async function open(t: TestContext) {
  const context = await openApiContext(t);
  context.clock.nowMs = noon;
  const { pool } = context.database;
  const list = { holder: { current: () => undefined } };
  const handlers = createOverviewHandlers({ ...context, list, work: () => undefined });
  const overview = async () => {
    const answer = await handlers['GET /overview']({}, alice);
    createAnswerCheck(overviewRoutes['GET /overview'].answer)(answer);
    return answer;
  };
  const charts = async (from: number, to: number) => {
    const answer = await handlers['GET /overview/charts']({ query: { from, to } }, alice);
    createAnswerCheck(overviewRoutes['GET /overview/charts'].answer)(answer);
    return answer;
  };
  const count = (keyed: readonly KeyedCount[]) => addBatchCounts(pool, { records: noRecordCounts, keyed });
  const addDevice = (name: string) =>
    insertDevice(pool, { name, hosts: [name], files: [], senders: [], timeZone: null, format: null });
  const noNotes = { otherTypes: 0, unknownWords: 0, zoneOffset: undefined };
  const receive = async (deviceId: number, lines: number, at: number) => {
    const device = { deviceId, lines, records: lines - 1, late: 0, future: 0, newestAt: at, ...noNotes };
    const unreadable = [{ deviceId, reason: 'cut', lines: 1, samples: [] }];
    const counts = { devices: [device], unreadable, unregistered: [], losses: {} };
    await addIntakeCounts(pool, counts, at);
    await addIntakeMinutes(pool, counts, at);
  };
  return { ...context, pool, overview, charts, count, addDevice, receive };
}

describe('the overview', () => {
  it('of a new system has nothing yet, and everything to set up', async (t) => {
    const { overview } = await open(t);
    const { checklist, ...rest } = await overview();
    assert.deepEqual(
      checklist.map(({ step, isDone }) => `${step} ${isDone}`),
      [
        ...['detector-connected true', 'logs-arriving false', 'device-registered false', 'own-networks-set false'],
        ...['list-polled false', 'deny-rule-hit false', 'test-mail-sent false'],
      ],
    );
    assert.deepEqual(rest, {
      ...{ at: noon, version: rest.version, detection: true, isWorking: false },
      ...{ lines: { perSecond: 0, lastHour: 0 }, devices: [], clients: [], failedJobs: [] },
      blacklist: { active: 0, newToday: 0, held: 0, refusedToday: 0, listed: null },
      mails: { waiting: 0, failed: 0 },
    });
  });

  it('ticks each step off by what the data shows', async (t) => {
    const { pool, overview, count, addDevice, receive, defaults } = await open(t);
    await addDevice('FW-1');
    await receive(1, 10, noon);
    await loadSettings(pool, defaults);
    await saveSettings(pool, { ...defaults, ownNetworks: ['203.0.113.0/24'] }, 1);
    const poll = { at: noon, client: '192.0.2.1', status: 200, entries: 0, etag: '', userAgent: '' };
    await insertPolls(pool, [poll], false, []);
    const key = { deviceId: 1, action: 'deny', rule: 'Active Defense Deny', country: '', severity: '', caseName: '' };
    await count([{ minute: noon / minuteMs, key, amount: 1 }]);
    await noteMailTest(pool, noon);
    const { checklist } = await overview();
    assert.deepEqual(
      checklist.filter(({ isDone }) => !isDone),
      [],
    );
  });

  it('counts nobody as a firewall who fetches the list on the server itself', async (t) => {
    const { pool, overview } = await open(t);
    const poll = { at: noon, status: 200, entries: 0, etag: '', userAgent: 'curl' };
    const own = ['127.0.0.1', '127.0.1.1', '::1', '192.0.2.9'].map((client) => ({ ...poll, client }));
    await insertPolls(pool, own, false, ['192.0.2.9']);
    const polled = async () => {
      const { clients, checklist } = await overview();
      return [clients.length, checklist.find(({ step }) => step === 'list-polled')?.isDone];
    };
    assert.deepEqual(await polled(), [0, false]);
    await insertPolls(pool, [{ ...poll, client: '192.0.2.1' }], false, []);
    assert.deepEqual(await polled(), [1, true]);
    const known = await listClients(pool);
    assert.deepEqual(
      known.filter(({ isServer }) => !isServer).map(({ client }) => client),
      ['192.0.2.1'],
    );
  });

  it('says of each device what it sends and when it fell silent', async (t) => {
    const { overview, addDevice, receive } = await open(t);
    for (const name of ['FW-1', 'FW-2', 'FW-3']) await addDevice(name);
    await receive(1, 600, noon - minuteMs);
    await receive(1, 600, noon - 30 * minuteMs);
    await receive(2, 50, noon - hourMs - minuteMs);
    const { devices, lines } = await overview();
    assert.deepEqual(
      devices.map(({ name, unreadable, isQuiet, lastLineAt }) => [name, unreadable, isQuiet, lastLineAt]),
      [
        ['FW-1', 2, false, noon - 30 * minuteMs],
        ['FW-2', 1, true, noon - hourMs - minuteMs],
        ['FW-3', 0, true, null],
      ],
    );
    assert.equal(lines.lastHour, 1200);
    assert.ok(lines.perSecond > 0 && lines.perSecond === devices[0].perSecond);
  });

  it('counts what is new since midnight in the time zone, and names late clients and failed jobs', async (t) => {
    const { pool, overview, addDevice } = await open(t);
    await addDevice('FW-1');
    const midnight = Date.parse('2026-11-20T00:00:00Z');
    await putBlock(pool, scanFinding('198.20.0.1', midnight));
    await putBlock(pool, scanFinding('198.20.0.2', midnight - 1));
    await putFinding(pool, scanFinding('198.20.0.3', midnight), { outcome: 'refuse', reason: 'allowlist' });
    await putFinding(pool, scanFinding('198.20.0.4', midnight));
    const poll = { client: '192.0.2.1', status: 200, entries: 2, etag: '', userAgent: '' };
    const polls = [5, 4, 3, 2, 1].map((i) => ({ ...poll, at: noon - hourMs - i * 5 * minuteMs }));
    await insertPolls(pool, polls, false, []);
    const refused = polls.map(({ at }) => ({
      ...poll,
      client: '192.0.2.2',
      at: at + minuteMs,
      status: 401,
      entries: null,
    }));
    await insertPolls(pool, refused, false, []);
    const run = { startedAt: noon - 1, endedAt: noon, message: 'disk full' } as const;
    await insertJobRun(pool, { ...run, name: 'release', outcome: 'failed' });
    await insertJobRun(pool, { ...run, name: 'certificate', outcome: 'ok' });
    const { blacklist, clients, failedJobs } = await overview();
    assert.deepEqual(blacklist, { active: 2, newToday: 1, held: 1, refusedToday: 1, listed: null });
    assert.deepEqual(
      clients.map(({ client, lastStatus, isLate }) => [client, lastStatus, isLate]),
      [
        ['192.0.2.2', 401, false],
        ['192.0.2.1', 200, true],
      ],
    );
    assert.deepEqual(failedJobs, [{ name: 'release', at: noon, message: 'disk full' }]);
  });
});

describe("the overview's charts", () => {
  it('count blocks by case, lines by device, attackers and countries', async (t) => {
    const { pool, charts, count, addDevice, receive } = await open(t);
    for (const name of ['FW-1', 'FW-2']) await addDevice(name);
    await receive(1, 5, noon);
    await receive(1, 7, noon + minuteMs);
    await receive(2, 3, noon + 100 * hourMs);
    await putBlock(pool, scanFinding('198.20.0.1', noon));
    await putFinding(pool, scanFinding('198.20.0.1', noon + 1), { outcome: 'renew' });
    await putFinding(pool, scanFinding('198.20.0.2', noon), { outcome: 'watch' });
    const key = { deviceId: 1, action: 'deny', rule: '', country: 'Romania', severity: '', caseName: '' };
    const minute = noon / minuteMs;
    await count([
      { minute, key, amount: 5 },
      { minute, key: { ...key, rule: 'other' }, amount: 2 },
      { minute, key: { ...key, action: 'allow', country: 'Chile' }, amount: 50 },
      { minute: minute - 60, key: { ...key, country: 'Brazil' }, amount: 50 },
    ]);
    const answer = await charts(noon, noon + hourMs);
    const sums = ({ name, points }: { name: string; points: [number, number][] }) => [
      name,
      points.length,
      points.reduce((sum, [, value]) => sum + value, 0),
    ];
    assert.equal(answer.stepMs, minuteMs);
    assert.deepEqual(answer.blocksByCase.map(sums), [['port-scan', 60, 1]]);
    assert.deepEqual(answer.linesByDevice.map(sums), [['FW-1', 60, 12]]);
    assert.deepEqual(
      answer.topAttackers.map(({ address, findings, standing }) => [address, findings, standing]),
      [
        ['198.20.0.1', 2, 'blocked'],
        ['198.20.0.2', 1, null],
      ],
    );
    assert.deepEqual(answer.topCountries, [{ country: 'Romania', denied: 7 }]);
  });

  it('tell how attackers stand: the allowlist wins over a blocked range, and what waits is held', async (t) => {
    const { pool, clock, charts, addDevice, actorOf } = await open(t);
    await addDevice('FW-1');
    const actor = actorOf(alice);
    const range = { address: '198.20.0.0/24', reason: 'a bad lot' };
    await addBlock(actor, { ...range, duration: '4w' });
    await addBlock(actor, { ...range, address: '198.21.0.0/24', duration: '30m' });
    await allowRange(actor, { range: '198.20.0.2', reason: 'a partner', duration: 'permanent' });
    const findings = ['198.20.0.1', '198.20.0.2', '198.22.0.3', '198.22.0.4'];
    for (const [i, source] of findings.entries()) await putFinding(pool, scanFinding(source, noon - i));
    await putFinding(pool, scanFinding('198.21.0.1', noon - 9), { outcome: 'renew' });
    await decideHeld(actor, { target: { address: '198.22.0.4' }, decision: 'dismiss', reason: 'known' });
    const standings = async () => {
      const { topAttackers } = await charts(noon - hourMs, noon + hourMs);
      return topAttackers.map(({ address, standing }) => [address, standing]);
    };
    const others = [
      ['198.20.0.1', 'blocked'],
      ['198.20.0.2', 'allowed'],
      ['198.22.0.3', 'held'],
      ['198.22.0.4', null],
    ];
    assert.deepEqual(await standings(), [...others, ['198.21.0.1', 'blocked']]);
    clock.nowMs += hourMs;
    assert.deepEqual(await standings(), [...others, ['198.21.0.1', null]]);
  });

  it('need a range that begins before it ends, and take the widest', async (t) => {
    const { charts } = await open(t);
    await assert.rejects(charts(noon, noon), { code: 'range-wrong' });
    assert.deepEqual((await charts(0, Date.UTC(2100, 0))).blocksByCase, []);
  });
});
