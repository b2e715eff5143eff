import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLate } from './isLate.ts';

const minuteMs = 60_000;
const newest = Date.parse('2026-11-20T12:00:00Z');
const everyFive = Array.from({ length: 10 }, (_, i) => newest - i * 5 * minuteMs);

test('a client is late once it has missed three of its own intervals', () => {
  const client = { lastAt: newest, minutes: everyFive };
  assert.equal(isLate(client, newest + 15 * minuteMs), false);
  assert.equal(isLate(client, newest + 15 * minuteMs + 1), true);
});

test('one long gap does not change its interval', () => {
  const minutes = [newest, ...everyFive.map((minute) => minute - 600 * minuteMs)];
  assert.equal(isLate({ lastAt: newest, minutes }, newest + 16 * minuteMs), true);
});

test('one that has hardly polled is not late', () => {
  assert.equal(isLate({ lastAt: newest, minutes: everyFive.slice(0, 4) }, newest + 6_000 * minuteMs), false);
  assert.equal(isLate({ lastAt: newest, minutes: everyFive.slice(0, 5) }, newest + 6_000 * minuteMs), true);
});

test('one that polls as a person tries a list has no interval before twenty polls', () => {
  const minutesAgo = (...ago: number[]) => ago.map((each) => newest - each * minuteMs);
  const often = Array.from({ length: 19 }, (_, i) => i);
  const seldom = minutesAgo(0, 1, 8, 38, 42);
  assert.equal(isLate({ lastAt: newest, minutes: minutesAgo(...often) }, newest + 6_000 * minuteMs), false);
  assert.equal(isLate({ lastAt: newest, minutes: seldom }, newest + 6_000 * minuteMs), false);
  assert.equal(isLate({ lastAt: newest, minutes: minutesAgo(...often, 19) }, newest + 6_000 * minuteMs), true);
});
