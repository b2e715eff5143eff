import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addMonths, isTimeZone, lastMidnight, lastTimeOfDay, nextMidnight } from './calendar.ts';
import { hourMs } from './units.ts';

const zones = [
  'UTC',
  'Africa/Cairo',
  'America/Santiago',
  'Europe/London',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];
/** From the day after Samoa skipped one to 2037, the last year whose changes every database lists. */
const instant = fc.integer({ min: Date.parse('2012-01-01T00:00:00Z'), max: Date.parse('2037-12-01T00:00:00Z') });

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function hourAt(ms: number, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(ms));
}

function dayAt(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms);
}

describe('isTimeZone', () => {
  it('knows the names of the IANA database and nothing else', () => {
    for (const name of ['UTC', 'Australia/Sydney', 'Etc/GMT+3']) assert.equal(isTimeZone(name), true, name);
    for (const name of ['', 'Sydney', '+03:00', 'local', 'Australia/Sidney'])
      assert.equal(isTimeZone(name), false, name);
  });
});

describe('addMonths', () => {
  const cases: readonly (readonly [at: string, months: number, zone: string, expected: string, why: string])[] = [
    ['2026-01-31T12:00:00Z', 1, 'UTC', '2026-02-28T12:00:00.000Z', 'clamps to the last day of February'],
    ['2028-01-31T12:00:00Z', 1, 'UTC', '2028-02-29T12:00:00.000Z', 'clamps to the leap day'],
    ['2026-08-31T00:00:00Z', 1, 'UTC', '2026-09-30T00:00:00.000Z', 'clamps to 30 September'],
    ['2026-12-31T23:59:59Z', 2, 'UTC', '2027-02-28T23:59:59.000Z', 'goes over the year'],
    ['2028-02-29T00:00:00Z', 12, 'UTC', '2029-02-28T00:00:00.000Z', 'clamps a leap day a year on'],
    [
      '2026-01-30T14:00:00Z',
      1,
      'Australia/Sydney',
      '2026-02-27T14:00:00.000Z',
      'takes the day of the zone (31 January)',
    ],
    [
      '2026-03-01T12:00:00Z',
      1,
      'Europe/London',
      '2026-04-01T11:00:00.000Z',
      'keeps the local time over a clock change',
    ],
    ['2026-02-28T01:30:00Z', 1, 'Europe/London', '2026-03-28T01:30:00.000Z', 'is not moved the day before a change'],
    ['2026-02-28T12:00:00Z', -1, 'UTC', '2026-01-28T12:00:00.000Z', 'goes back as well'],
  ];
  for (const [at, months, zone, expected, why] of cases) {
    it(why, () => assert.equal(iso(addMonths(Date.parse(at), months, zone)), expected));
  }
});

describe('lastTimeOfDay', () => {
  const cases: readonly (readonly [now: string, hour: number, zone: string, expected: string, why: string])[] = [
    ['2026-06-10T09:00:00Z', 1, 'UTC', '2026-06-10T01:00:00.000Z', 'is today where the hour has come'],
    ['2026-06-10T00:59:59.999Z', 1, 'UTC', '2026-06-09T01:00:00.000Z', 'is yesterday where it has not'],
    ['2026-06-10T01:00:00Z', 1, 'UTC', '2026-06-10T01:00:00.000Z', 'is now on the instant'],
    ['2026-03-29T12:00:00Z', 1, 'Europe/London', '2026-03-29T01:00:00.000Z', 'is 02:00 where the clock skips 01:00'],
    ['2026-03-29T00:59:59Z', 1, 'Europe/London', '2026-03-28T01:00:00.000Z', 'is yesterday until the gap has passed'],
    ['2026-10-25T12:00:00Z', 1, 'Europe/London', '2026-10-25T00:00:00.000Z', 'is the first 01:00 where there are two'],
    ['2026-10-25T00:30:00Z', 1, 'Europe/London', '2026-10-25T00:00:00.000Z', 'is that between the two'],
    ['2026-04-24T12:00:00Z', 0, 'Africa/Cairo', '2026-04-23T22:00:00.000Z', 'is 01:00 where the clock skips midnight'],
    ['2026-09-06T12:00:00Z', 0, 'America/Santiago', '2026-09-06T04:00:00.000Z', 'is 01:00 where spring skips midnight'],
    ['2026-04-23T21:59:59Z', 0, 'Africa/Cairo', '2026-04-22T22:00:00.000Z', 'is yesterday until that gap has passed'],
    [
      '2026-11-01T12:00:00Z',
      0,
      'America/Havana',
      '2026-11-01T04:00:00.000Z',
      'is the first midnight where there are two',
    ],
    ['2026-10-03T20:00:00Z', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z', 'is 02:30 behind a half-hour gap'],
    ['2026-03-29T12:00:00Z', 2, 'Antarctica/Troll', '2026-03-29T01:00:00.000Z', 'is 03:00 behind a gap of two hours'],
    ['2011-12-30T10:30:00Z', 1, 'Pacific/Apia', '2011-12-29T11:00:00.000Z', 'passes over a day that never was'],
  ];
  for (const [now, hour, zone, expected, why] of cases) {
    it(`${why} (${zone})`, () => assert.equal(iso(lastTimeOfDay(Date.parse(now), hour, zone)), expected));
  }

  it('is never after now, at most 25 hours before, and at its hour but behind a gap', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 23 }), fc.constantFrom(...zones), (now, hour, zone) => {
        const due = lastTimeOfDay(now, hour, zone);
        assert.ok(due <= now && now - due < 25 * hourMs, iso(due));
        const isBehindGap = hourAt(due, zone) !== (hourAt(due - 60_000, zone) + 1) % 24;
        assert.ok(hourAt(due, zone) === hour || isBehindGap, iso(due));
      }),
      { numRuns: 1_000, examples: [[Date.parse('2026-04-24T12:00:00Z'), 0, 'Africa/Cairo']] },
    );
  });
});

describe('midnights', () => {
  it('starts the local day', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (now, zone) => {
        const midnight = lastMidnight(now, zone);
        assert.equal(dayAt(midnight, zone), dayAt(now, zone));
        assert.notEqual(dayAt(midnight - 1, zone), dayAt(now, zone));
      }),
      { numRuns: 1_000 },
    );
  });

  it('follow each other without one left out', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (now, zone) => {
        const next = nextMidnight(now, zone);
        assert.ok(next > now);
        assert.equal(lastMidnight(next - 1, zone), lastMidnight(now, zone));
      }),
      { numRuns: 1_000 },
    );
  });
});
