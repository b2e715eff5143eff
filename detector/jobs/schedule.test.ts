import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../log.ts';
import type { JobRun } from '../model/jobRun.ts';
import type { Job, JobContext } from './job.ts';
import { createSchedule } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { minuteMs } from '../time/units.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

/** A database for several detectors: one history, one lock. */
function createShared() {
  const runs: JobRun[] = [];
  const held = new Set<string>();
  const shared = {
    runs,
    isDown: false,
    history: {
      lastSuccess: (name: string) =>
        whenUp(() => runs.findLast((run) => run.name === name && run.outcome === 'ok')?.startedAt),
      latestRuns: () => whenUp(() => runs.toReversed()),
      recordRun: (run: JobRun) => whenUp(() => void runs.push(run)),
    },
    lock: async (name: string, work: () => Promise<void>) => {
      await whenUp(() => undefined);
      if (held.has(name)) return false;
      held.add(name);
      try {
        await work();
        return true;
      } finally {
        held.delete(name);
      }
    },
  };
  function whenUp<T>(answer: () => T): Promise<T> {
    return shared.isDown ? Promise.reject(new Error('the database is down')) : Promise.resolve(answer());
  }
  return shared;
}

function setUp(timing: { hour: number } | { everyMinutes: number }, run: Job['run'] = () => Promise.resolve('done')) {
  const shared = createShared();
  const clock = { nowMs: utc('2026-11-21T12:00'), zone: 'UTC' };
  const seen: JobContext[] = [];
  const job: Job = {
    name: 'release',
    ...timing,
    run: (context) => {
      seen.push(context);
      return run(context);
    },
  };
  let tick = () => undefined as unknown;
  const open = (): Schedule =>
    createSchedule({
      jobs: [job],
      timeZone: () => clock.zone,
      lock: shared.lock,
      history: shared.history,
      now: () => clock.nowMs,
      log: createLog('silent'),
      ticks: (given) => {
        tick = given;
        return () => Promise.resolve();
      },
    });
  return { shared, clock, seen, open, schedule: open(), tick: () => tick() };
}

/** Lets the minutes pass up to `end`, with a check in each. */
async function passMinutes(schedule: Schedule, clock: { nowMs: number }, end: number): Promise<void> {
  for (; clock.nowMs <= end; clock.nowMs += minuteMs) await schedule.check();
}

test('a job that never ran runs at the start, then once a day', async () => {
  const { schedule, clock, seen } = setUp({ hour: 0 });
  await passMinutes(schedule, clock, utc('2026-11-23T12:00'));
  assert.deepEqual(
    seen.map(({ startedAt }) => new Date(startedAt).toISOString().slice(0, 16)),
    ['2026-11-21T12:00', '2026-11-22T00:00', '2026-11-23T00:00'],
  );
});

test('tells the job for which midnight it runs', async () => {
  const { schedule, seen } = setUp({ hour: 0 });
  await schedule.check();
  assert.equal(seen[0].dueAt, utc('2026-11-21T00:00'));
  assert.equal(seen[0].timeZone, 'UTC');
});

test('a restart does not run again what has run, and makes up for what was missed', async () => {
  const { schedule, open, clock, seen } = setUp({ hour: 0 });
  await schedule.check();
  await open().check();
  assert.equal(seen.length, 1);
  clock.nowMs = utc('2026-11-25T09:30');
  await open().check();
  assert.equal(seen.length, 2);
});

for (const [zone, hour, night] of [
  ['Africa/Cairo', 0, '2026-04-23T22:00'],
  ['Europe/London', 1, '2026-03-29T01:00'],
] as const) {
  test(`runs in the night in which ${zone} skips ${hour}:00, as soon as the gap is over`, async () => {
    const { schedule, clock, seen } = setUp({ hour });
    clock.zone = zone;
    const endMs = utc(night);
    clock.nowMs = endMs - 120 * minuteMs;
    await schedule.check();
    seen.length = 0;
    await passMinutes(schedule, clock, endMs + 120 * minuteMs);
    assert.deepEqual(
      seen.map(({ startedAt }) => startedAt),
      [endMs],
    );
  });
}

test('follows a change of the time zone at run time', async () => {
  const { schedule, clock, seen } = setUp({ hour: 0 });
  await schedule.check();
  clock.zone = 'Australia/Sydney';
  await passMinutes(schedule, clock, utc('2026-11-21T14:00'));
  assert.deepEqual(
    seen.slice(1).map(({ startedAt }) => startedAt),
    [utc('2026-11-21T13:00')],
  );
});

test('a job that fails is tried again every five minutes until it succeeds', async () => {
  let failures = 3;
  const { schedule, clock, shared, seen } = setUp({ hour: 0 }, () =>
    failures-- > 0 ? Promise.reject(new Error('no space left')) : Promise.resolve('released 2 blocks'),
  );
  await passMinutes(schedule, clock, utc('2026-11-21T13:00'));
  assert.deepEqual(
    seen.map(({ startedAt }) => (startedAt - utc('2026-11-21T12:00')) / minuteMs),
    [0, 5, 10, 15],
  );
  assert.deepEqual(
    shared.runs.map(({ outcome, message }) => `${outcome}: ${message}`),
    ['failed: no space left', 'failed: no space left', 'failed: no space left', 'ok: released 2 blocks'],
  );
});

test('two detectors on one database never run a job twice', async () => {
  let finish = () => undefined as unknown;
  const { schedule, open, seen } = setUp({ hour: 0 }, () => new Promise((resolve) => (finish = () => resolve('done'))));
  const other = open();
  const first = schedule.check();
  await other.check();
  await new Promise(setImmediate);
  finish();
  await first;
  await other.check();
  assert.equal(seen.length, 1);
});

test('a job that takes longer than a minute is not started over itself', async () => {
  let finish = () => undefined as unknown;
  const { schedule, clock, seen } = setUp(
    { everyMinutes: 1 },
    () => new Promise((resolve) => (finish = () => resolve('done'))),
  );
  const first = schedule.check();
  clock.nowMs += 10 * minuteMs;
  await schedule.check();
  assert.equal(await schedule.runNow('release'), 'already-running');
  finish();
  await first;
  assert.equal(seen.length, 1);
});

test('with the database down nothing runs, and what is due runs when it is back', async () => {
  const { schedule, clock, shared, seen } = setUp({ hour: 0 });
  shared.isDown = true;
  await schedule.check();
  assert.equal(seen.length, 0);
  shared.isDown = false;
  clock.nowMs += minuteMs;
  await schedule.check();
  assert.equal(seen.length, 1);
});

test('a run that can’t be recorded is not repeated', async () => {
  const { schedule, clock, shared, seen } = setUp({ hour: 0 }, () => {
    shared.isDown = true;
    return Promise.resolve('done');
  });
  await schedule.check();
  shared.isDown = false;
  await passMinutes(schedule, clock, clock.nowMs + 10 * minuteMs);
  assert.equal(seen.length, 1);
});

test('runs a job now, whether it is due or not', async () => {
  const { schedule, clock, seen } = setUp({ hour: 0 });
  await schedule.check();
  const run = await schedule.runNow('release');
  assert.deepEqual(run, {
    name: 'release',
    startedAt: clock.nowMs,
    endedAt: clock.nowMs,
    outcome: 'ok',
    message: 'done',
  });
  assert.equal(seen.length, 2);
});

test('names the jobs there are to who asks for another', async () => {
  const { schedule } = setUp({ hour: 0 });
  await assert.rejects(schedule.runNow('realease'), { code: 'job-unknown', message: /"realease".*: release\./ });
});

test('lists each job with its schedule, last run and next run', async () => {
  const { schedule, clock, shared } = setUp({ hour: 0 });
  const [before] = await schedule.list();
  assert.equal(before.lastRun, undefined);
  assert.ok(before.nextRunAt <= clock.nowMs);
  await schedule.check();
  assert.deepEqual(await schedule.list(), [
    {
      name: 'release',
      timing: { hour: 0 },
      schedule: 'every day at 00:00',
      lastRun: shared.runs[0],
      nextRunAt: utc('2026-11-22T00:00'),
    },
  ]);
});

test('checks at the start and at each tick, and stops when the running jobs are done', async () => {
  let finish = () => undefined as unknown;
  const { schedule, seen, clock, tick } = setUp(
    { everyMinutes: 1 },
    () => new Promise((resolve) => (finish = () => resolve('done'))),
  );
  schedule.start();
  await new Promise(setImmediate);
  assert.equal(seen.length, 1);
  finish();
  await new Promise(setImmediate);
  clock.nowMs += minuteMs;
  tick();
  await new Promise(setImmediate);
  assert.equal(seen.length, 2);

  let stopped = false;
  const stopping = schedule.stop().then(() => (stopped = true));
  await new Promise(setImmediate);
  assert.equal(stopped, false);
  finish();
  await stopping;
});
