import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { deniedContext } from '../../../tests/support/context.ts';
import { logLine } from '../../../tests/support/lines.ts';
import { createAnswerCheck } from '../http/createAnswerCheck.ts';
import { deviceRoutes } from '../contract/devices.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import { insertContexts } from '../../store/records/contexts.ts';
import { createDeviceHandlers } from './deviceHandlers.ts';

const route = {
  list: 'GET /devices',
  add: 'POST /devices',
  change: 'PUT /devices/:id',
  remove: 'DELETE /devices/:id',
  test: 'POST /devices/test',
} as const;
const request = { name: 'FW-1', hosts: ['fw-1'], files: [], senders: [], timeZone: null, format: null };

async function open(t: TestContext) {
  const context = await openApiContext(t);
  const handlers = createDeviceHandlers(context);
  const list = async () => {
    const answer = await handlers[route.list]({}, alice);
    createAnswerCheck(deviceRoutes[route.list].answer)(answer);
    return answer;
  };
  return { context, handlers, list, pool: context.database.pool };
}

describe('devices', () => {
  it('are registered, changed under the same number, and removed, with who did it', async (t) => {
    const { handlers, list, pool } = await open(t);
    const added = await handlers[route.add]({ body: request }, alice);
    createAnswerCheck(deviceRoutes[route.add].answer)(added);
    const params = { id: added.id };
    const body = {
      ...request,
      name: 'Pair',
      hosts: ['FW-1', 'FW-2'],
      senders: ['::ffff:192.0.2.1'],
      timeZone: 'Asia/Tokyo',
    };
    const changed = await handlers[route.change]({ params, body }, alice);
    createAnswerCheck(deviceRoutes[route.change].answer)(changed);
    assert.deepEqual(changed, { ...body, id: added.id, senders: ['192.0.2.1'] });
    const { devices } = await list();
    assert.deepEqual(
      devices.map(({ id, name, hosts }) => ({ id, name, hosts })),
      [{ id: added.id, name: 'Pair', hosts: ['FW-1', 'FW-2'] }],
    );
    const [event] = await auditEventsOf(pool, 'Pair', 1);
    assert.deepEqual([event.actor, event.action, event.before], ['alice', 'device.change', added]);
    assert.deepEqual(event.after, changed);
    assert.deepEqual(await handlers[route.remove]({ params }, alice), { name: 'Pair' });
    assert.deepEqual((await list()).devices, []);
    await assert.rejects(handlers[route.remove]({ params }, alice), { code: 'no-such-device' });
    await assert.rejects(handlers[route.change]({ params, body }, alice), { code: 'no-such-device' });
  });

  it("take no other's name, host name, file or sender", async (t) => {
    const { handlers } = await open(t);
    await handlers[route.add]({ body: request }, alice);
    const { id } = await handlers[route.add]({ body: { ...request, name: 'FW-2', hosts: ['fw-2'] } }, alice);
    const change = (body: Partial<typeof request>) =>
      handlers[route.change]({ params: { id }, body: { ...request, hosts: ['fw-2'], name: 'FW-2', ...body } }, alice);
    await assert.rejects(change({ name: 'fw-1' }), { code: 'device-exists' });
    await assert.rejects(change({ hosts: ['FW-1'] }), { code: 'device-wrong', message: /FW-1's already/ });
    await assert.rejects(change({ name: '', hosts: [] }), { code: 'device-wrong' });
    assert.equal((await change({ name: 'fw-2' })).name, 'fw-2');
  });

  it('show their rate, their clock, whether they are quiet, and what fields they lack', async (t) => {
    const { handlers, list, context, pool } = await open(t);
    const { nowMs } = context.clock;
    const { id } = await handlers[route.add]({ body: request }, alice);
    const [before] = (await list()).devices;
    assert.deepEqual(
      [before.perSecond, before.clockOffsetMs, before.isQuiet, before.lastLineAt, before.lacks],
      [0, null, true, null, []],
    );
    await pool.query(
      `insert into device_state (device_id, lines, records, newest_at, last_line_at) values ($1, 5, 4, $2, $3)`,
      [id, new Date(nowMs + 90_000), new Date(nowMs - 1_000)],
    );
    const minutes = [new Date(nowMs - 240_000), new Date(nowMs - 300_000)];
    await pool.query(
      `insert into intake_minute (minute, device_id, lines, records, unreadable)
       select unnest($2::timestamptz[]), $1, 480, 480, 0`,
      [id, minutes],
    );
    const threat = { ...deniedContext, deviceId: id, type: 'THREAT', subtype: 'vulnerability' } as const;
    await insertContexts(pool, [
      { ...deniedContext, deviceId: id, id: 1, sourceLocation: '' },
      { ...threat, id: 2, sourceLocation: '' },
    ]);
    const [device] = (await list()).devices;
    assert.deepEqual(
      [device.perSecond, device.clockOffsetMs, device.isQuiet, device.lacks],
      [2, 91_000, false, ['SrcLocation', 'RuleID', 'Severity']],
    );
    await insertContexts(pool, [{ ...threat, id: 3, ruleId: 'x', severity: 'high' }]);
    assert.deepEqual((await list()).devices[0].lacks, []);
    context.clock.nowMs += 3_600_000;
    assert.equal((await list()).devices[0].isQuiet, true);
  });

  it('are offered from the log folder, with the format to paste', async (t) => {
    const { list, context } = await open(t);
    const path = join(context.configuration.logFolder, 'FW-9.log');
    await writeFile(path, '');
    const { files, recommendedFormat, logFolder, folderFault } = await list();
    assert.deepEqual([files, logFolder, folderFault], [[path], context.configuration.logFolder, null]);
    assert.match(recommendedFormat, /^SrcLocation=\$srcloc; .*Type= \$type;$/);
  });
});

describe('the test of a line', () => {
  it('tells what is read and what counts', async (t) => {
    const { handlers } = await open(t);
    const line = logLine({ at: Date.UTC(2026, 10, 20, 10), source: '198.51.7.9', port: 22 });
    const test = (given: string, more = {}) =>
      handlers[route.test]({ body: { line: given, timeZone: 'Asia/Tokyo', format: null, ...more } }, alice);
    const check = createAnswerCheck(deviceRoutes[route.test].answer);
    const answer = await test(line);
    check(answer);
    assert.equal(answer.unreadable, null);
    assert.equal(answer.record?.['at'], Date.UTC(2026, 10, 20, 1));
    assert.deepEqual(
      answer.cases.map((one) => [one.case, one.counts]),
      [
        ['port-scan', true],
        ['port-sweep', true],
        ['vulnerability', false],
      ],
    );
    assert.ok(answer.fields.some(({ name, value }) => /port/i.test(name) && value === '22'));
    const cut = await test(line.slice(0, -20));
    check(cut);
    assert.deepEqual([cut.record, cut.cases, cut.unreadable === null], [null, [], false]);
    await assert.rejects(test('one\ntwo'), { code: 'not-one-line' });
    await assert.rejects(test(line, { timeZone: 'Mars' }), { code: 'device-wrong' });
    await assert.rejects(test(line, { format: 'no variables' }), { code: 'format-wrong' });
  });
});
