import assert from 'node:assert/strict';
import { isIPv6 } from 'node:net';
import { test } from 'node:test';
import { headerForms } from './formatLine.ts';
import { createTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';

const startAt = Date.UTC(2026, 2, 9, 14, 13, 44);
const base = { seed: 7, startAt, ratePerSecond: 50, host: 'fw-1', timeZone: 'UTC' };
const take = (traffic: Traffic, count: number): string[] => Array.from({ length: count }, () => traffic.next());

const fields =
  /SrcIP=([^;]+); SrcPort=(\d+); SrcUser=([^;]*); .*DstIP=([^;]+); DstPort=(\d+); Action=([^;]+); .*TimeReceived=([^;]+); .*Severity=([^;]*); Subtype=([^;]*); Type= (\w+);$/;

/** The three cases by default settings, read and counted in the plainest way. */
function detect(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Map<string, { value: string; at: number; answer: boolean }[]>();
  const count = (
    key: string,
    source: string,
    value: string,
    at: number,
    answer: boolean,
    needed: number,
    name: string,
  ): void => {
    const contacts = (seen.get(key) ?? []).filter((contact) => at - contact.at < 600_000);
    seen.set(key, [...contacts, { value, at, answer }]);
    if (new Set([value, ...contacts.map((contact) => contact.value)]).size < needed || found.has(source)) return;
    const held = answer && contacts.every((contact) => contact.answer);
    found.set(source, `${name} ${held ? 'held' : 'blocked'} ${at}`);
  };
  for (const line of lines) {
    const match = fields.exec(line);
    assert.ok(match, line);
    const [, source = '', sourcePort, , target = '', port = '', action, received = '', severity, subtype, type] = match;
    const at = Date.parse(`${received.replaceAll('/', '-').replace(' ', 'T')}Z`);
    if (type === 'THREAT') {
      if (subtype === 'vulnerability' && severity === 'critical') {
        count(`attack ${source} ${target}`, source, '', at, false, 1, 'vulnerability');
      }
    } else if (action !== 'allow' && port !== '0') {
      const answer = Number(sourcePort) < 1024 && Number(sourcePort) > 0 && Number(port) >= 1024;
      count(`scan ${source} ${target}`, source, port, at, answer, 11, 'port-scan');
      count(`sweep ${source} ${port}`, source, target, at, answer, 10, 'port-sweep');
    }
  }
  return found;
}

for (const ratePerSecond of [1, 50, 1_000]) {
  test(`names exactly those that must be found, at ${ratePerSecond} lines a second`, () => {
    const traffic = createTraffic({ ...base, ratePerSecond });
    const lines = take(traffic, 40_000);
    const expected = traffic.expected.map(
      ({ source, case: name, outcome, at }) => [source, `${name} ${outcome} ${at}`] as const,
    );
    assert.deepEqual([...detect(lines)], expected);
    assert.ok(expected.length >= 3);
  });
}

test('brings every kind of attack, over both families, and one that is held', () => {
  const traffic = createTraffic(base);
  take(traffic, 60_000);
  const { expected } = traffic;
  assert.deepEqual([...new Set(expected.map((attacker) => attacker.case))].sort(), [
    'port-scan',
    'port-sweep',
    'vulnerability',
  ]);
  assert.ok(expected.some(({ outcome }) => outcome === 'held'));
  assert.ok(expected.some(({ source }) => isIPv6(source)));
  assert.ok(expected.some(({ source }) => !isIPv6(source)));
});

test('a newcomer at 20 lines a second sees a block within a minute', () => {
  const traffic = createTraffic({ ...base, ratePerSecond: 20 });
  take(traffic, 20 * 60);
  assert.ok(traffic.expected.filter(({ outcome, at }) => outcome === 'blocked' && at < startAt + 60_000).length >= 1);
});

test('the same seed gives the same lines, another seed others', () => {
  assert.deepEqual(take(createTraffic(base), 2_000), take(createTraffic(base), 2_000));
  assert.notDeepEqual(take(createTraffic(base), 100), take(createTraffic({ ...base, seed: 8 }), 100));
});

test('sources that were found come back under the deny rule', () => {
  const traffic = createTraffic(base);
  const hits = take(traffic, 40_000).filter((line) => line.includes('RuleName=Active Defense Deny;'));
  assert.ok(hits.length > 10);
  const known = new Set(traffic.expected.map(({ source }) => source));
  for (const hit of hits) assert.ok(known.has(/SrcIP=([^;]+)/.exec(hit)?.[1] ?? ''));
});

test('who is on the list hits the deny rule with everything, and nobody else does', () => {
  const listed = new Set<string>();
  const traffic = createTraffic({ ...base, isListed: (address) => listed.has(address) });
  let hits = 0;
  for (let written = 0; written < 40_000; written++) {
    const line = traffic.next();
    const isHit = line.includes('RuleName=Active Defense Deny;');
    assert.equal(isHit, listed.has(/SrcIP=([^;]+)/.exec(line)?.[1] ?? ''), line);
    if (isHit) assert.match(line, /SrcUser=; .* Action=deny; .* ThreatID=; Severity=; Subtype=drop; Type= TRAFFIC;$/);
    if (isHit) hits++;
    // The firewall fetches the list a while after somebody got onto it.
    if (written % 500 === 0) traffic.expected.forEach(({ source }) => listed.add(source));
  }
  assert.ok(listed.size > 3 && hits > 10);
});

test('each header form is written with the local time and offset of its zone', () => {
  const options = { ...base, timeZone: 'Australia/Sydney' };
  const starts = headerForms.map(
    (header) =>
      createTraffic({ ...options, header })
        .next()
        .split('SrcLocation')[0],
  );
  assert.deepEqual(starts, [
    '',
    'Mar 10 01:13:44 fw-1 ',
    '2026-03-10T01:13:44+11:00 fw-1 ',
    '<14>Mar 10 01:13:44 fw-1 ',
    '<14>1 2026-03-10T01:13:44+11:00 fw-1 - - - - ',
  ]);
  assert.match(createTraffic(options).next(), /TimeReceived=2026\/03\/10 01:13:44;/);
});

test('pads a one-digit day in the old header', () => {
  assert.ok(
    createTraffic({ ...base, header: 'bsd' })
      .next()
      .startsWith('<14>Mar  9 14:13:44 fw-1 '),
  );
});

test('attacks stay inside the network that is given', () => {
  const lines = take(createTraffic({ ...base, ownNetwork: '192.0.2.16/28' }), 5_000);
  for (const line of lines) assert.match(line, /DstIP=(?:192\.0\.2\.(?:1[7-9]|2\d|30)|2001:db8:113::[0-9a-f]+);/);
});

test('refuses a network that is none', () => {
  assert.throws(() => createTraffic({ ...base, ownNetwork: 'office' }), /"office" is not an IPv4 range: give one like/);
});
