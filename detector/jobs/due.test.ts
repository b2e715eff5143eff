import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDone, lastDue, nextRun } from './due.ts';
import type { JobRun } from '../model/jobRun.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const midnight = { hour: 0 };
const fiveMinutes = { everyMinutes: 5 };

function failedAt(endedAt: number): JobRun {
  return { name: 'any', startedAt: endedAt - 1_000, endedAt, outcome: 'failed', message: 'no database' };
}

test('a daily job is due at its hour in the system’s zone', () => {
  assert.equal(iso(lastDue(midnight, utc('2026-11-21T12:00'), 'Australia/Sydney')), '2026-11-20T13:00');
  assert.equal(iso(lastDue(midnight, utc('2026-11-21T13:00'), 'Australia/Sydney')), '2026-11-21T13:00');
});

test('a job of every few minutes is due at round times', () => {
  assert.equal(iso(lastDue(fiveMinutes, utc('2026-11-21T12:04:59'), 'UTC')), '2026-11-21T12:00');
});

test('is done once it was started at or after it was last due', () => {
  const nowMs = utc('2026-11-21T12:00');
  assert.equal(isDone(midnight, utc('2026-11-21T00:00'), nowMs, 'UTC'), true);
  assert.equal(isDone(midnight, utc('2026-11-20T23:59:59'), nowMs, 'UTC'), false);
  assert.equal(isDone(midnight, undefined, nowMs, 'UTC'), false);
});

test('a success that a wrong clock dated far ahead does not count, one of a clock a little ahead does', () => {
  const nowMs = utc('2026-11-21T12:00');
  assert.equal(isDone(midnight, utc('2036-01-01T00:00'), nowMs, 'UTC'), false);
  assert.equal(isDone(midnight, nowMs + 60_000, nowMs, 'UTC'), true);
});

test('where the clock skips the hour the job is due at the end of the gap', () => {
  // Cairo, 24 April 2026: 00:00 becomes 01:00. London, 29 March 2026: 01:00 becomes 02:00.
  const cairo = (text: string) => iso(lastDue(midnight, utc(text), 'Africa/Cairo'));
  assert.equal(cairo('2026-04-23T21:59'), '2026-04-22T22:00');
  assert.equal(cairo('2026-04-23T22:00'), '2026-04-23T22:00');
  assert.equal(cairo('2026-04-24T21:00'), '2026-04-24T21:00');
  const london = (text: string) => iso(lastDue({ hour: 1 }, utc(text), 'Europe/London'));
  assert.equal(london('2026-03-29T00:59'), '2026-03-28T01:00');
  assert.equal(london('2026-03-29T01:00'), '2026-03-29T01:00');
});

test('is due on every day of a year, in zones that skip and repeat hours', () => {
  for (const zone of ['Africa/Cairo', 'Europe/London', 'America/Santiago', 'Australia/Lord_Howe', 'Antarctica/Troll']) {
    for (const hour of [0, 1, 2, 23]) {
      let nowMs = utc('2026-01-01T12:00');
      const endMs = utc('2027-01-01T12:00');
      let runs = 0;
      for (; nowMs < endMs; runs++) {
        const next = nextRun({ hour }, { succeededAt: nowMs, lastRun: undefined }, nowMs, zone);
        assert.ok(next > nowMs && next - nowMs <= 26 * 3_600_000, `${zone} ${hour} after ${iso(nowMs)}: ${iso(next)}`);
        nowMs = next;
      }
      assert.ok(Math.abs(runs - 365) <= 1, `${zone} ${hour}: ${runs} runs`);
    }
  }
});

test('a job that has not run since it was due runs at once', () => {
  const nowMs = utc('2026-11-21T12:00');
  assert.equal(
    iso(nextRun(midnight, { succeededAt: undefined, lastRun: undefined }, nowMs, 'UTC')),
    '2026-11-21T00:00',
  );
});

test('a job that failed runs again after five minutes, a more frequent one after its own period', () => {
  const nowMs = utc('2026-11-21T12:00');
  const past = { succeededAt: undefined, lastRun: failedAt(nowMs) };
  assert.equal(iso(nextRun(midnight, past, nowMs, 'UTC')), '2026-11-21T12:05');
  assert.equal(iso(nextRun({ everyMinutes: 1 }, past, nowMs, 'UTC')), '2026-11-21T12:01');
});

test('a failure that a wrong clock dated far ahead delays nothing', () => {
  const nowMs = utc('2026-11-21T12:00');
  const past = { succeededAt: undefined, lastRun: failedAt(utc('2036-01-01T00:00')) };
  assert.equal(iso(nextRun(midnight, past, nowMs, 'UTC')), '2026-11-21T00:00');
});
