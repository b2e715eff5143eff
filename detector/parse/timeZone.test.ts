import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';
import { DateTime } from 'luxon';

import { printKeyValue, readOne, trafficFields } from '../../tests/support/lineFixtures.ts';
import { createZoneClock } from './timeZone.ts';

const zones = [
  'UTC',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Europe/London',
  'America/St_Johns',
  'Africa/Cairo',
  'Pacific/Apia',
  'Asia/Kathmandu',
];

test('one of the readings of any UTC time’s wall clock is that time', () => {
  const times = fc.integer({ min: Date.UTC(1990, 0) / 1_000, max: Date.UTC(2036, 0) / 1_000 });
  for (const zone of zones) {
    const clock = createZoneClock(zone);
    fc.assert(
      fc.property(times, (seconds) => {
        const utcMs = seconds * 1_000;
        const wallMs = utcMs + DateTime.fromMillis(utcMs, { zone }).offset * 60_000;
        assert.ok([clock.utcOf(wallMs), clock.laterUtcOf(wallMs)].includes(utcMs));
      }),
      { numRuns: 200 },
    );
  }
});

test('in the hour that a clock repeats there are two readings, else one', () => {
  const clock = createZoneClock('Australia/Sydney');
  const repeated = Date.UTC(2026, 3, 5, 2, 30);
  assert.equal(clock.utcOf(repeated), Date.UTC(2026, 3, 4, 15, 30));
  assert.equal(clock.laterUtcOf(repeated), Date.UTC(2026, 3, 4, 16, 30));
  for (const once of [Date.UTC(2026, 3, 5, 1, 59, 59), Date.UTC(2026, 3, 5, 3)])
    assert.ok(Number.isNaN(clock.laterUtcOf(once)));
});

test('Lord Howe repeats half an hour only', () => {
  const clock = createZoneClock('Australia/Lord_Howe');
  assert.ok(Number.isNaN(clock.laterUtcOf(Date.UTC(2026, 3, 5, 1, 29, 59))));
  assert.equal(clock.laterUtcOf(Date.UTC(2026, 3, 5, 1, 30)) - clock.utcOf(Date.UTC(2026, 3, 5, 1, 30)), 1_800_000);
});

test('a time that the clock skips is read with the offset before the gap', () => {
  const clock = createZoneClock('Australia/Sydney');
  assert.equal(clock.utcOf(Date.UTC(2026, 9, 4, 2, 30)), Date.UTC(2026, 9, 3, 16, 30));
  assert.ok(Number.isNaN(clock.laterUtcOf(Date.UTC(2026, 9, 4, 2, 30))));
});

test('the header’s offset decides in a repeated hour; without one both readings are kept', () => {
  const message = printKeyValue({ ...trafficFields, time: '2026/04/05 02:30:00' });
  const earlier = Date.UTC(2026, 3, 4, 15, 30);
  const later = Date.UTC(2026, 3, 4, 16, 30);
  const read = (header: string): unknown => {
    const record = readOne(`${header}${message}`, { timeZone: 'Australia/Sydney' });
    return typeof record === 'string' ? record : [record.at, record.alternativeAt];
  };
  assert.deepEqual(read('2026-04-05T02:30:01+11:00 HOST '), [earlier, NaN]);
  assert.deepEqual(read('2026-04-05T02:30:01+10:00 HOST '), [later, NaN]);
  assert.deepEqual(read('<14>1 2026-04-04T16:30:02.5Z HOST - - - - '), [later, NaN]);
  assert.deepEqual(read('Apr  5 02:30:01 HOST '), [earlier, later]);
});
