import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { composeDigest, maxDetailed } from './composeDigest.ts';
import type { NotifiedBlock } from './notifiedBlock.ts';

const at = Date.UTC(2026, 10, 20, 10);
const scan: NotifiedBlock = {
  ...{ id: 7, address: '198.51.100.9', origin: 'port-scan', location: 'Romania', detectedAt: at },
  ...{ expiresAt: Date.UTC(2026, 11, 20, 10), fixedEnd: false, releasedAt: null, reason: '', createdBy: 'detector' },
  ...{ device: 'FW-1', target: '203.0.113.7', port: null, count: 3 },
  evidence: {
    settings: { ports: 2, minutes: 10, count: 'denied', mode: 'block' },
    ...{ deviceId: 1, firstAt: at - 60_000, lastAt: at },
    contacts: [
      { value: 443, at },
      { value: 80, at: at - 30_000 },
      { value: 22, at: at - 60_000 },
    ],
  },
};
const attack: NotifiedBlock = {
  ...{ ...scan, id: 8, origin: 'vulnerability', port: 443, count: 1 },
  evidence: {
    ...{ settings: { level: 1, mode: 'block' }, deviceId: 1, firstAt: at, lastAt: at, contacts: [{ value: 443, at }] },
    ...{
      rule: 'web',
      severity: 'critical',
      threat: { threatName: 'Command Injection', threatId: '95187', user: 'eve' },
    },
  },
};
const byHand: NotifiedBlock = {
  ...{ ...scan, id: 9, origin: 'manual', location: '', createdBy: 'alice', reason: 'seen elsewhere', fixedEnd: true },
  ...{ device: null, target: null, count: null, evidence: null },
};
const options = { timeZone: 'Australia/Sydney', grafanaUrl: 'https://grafana.example.com/g/' };

function digestOf(blocks: readonly NotifiedBlock[], total = blocks.length) {
  return composeDigest({ ...options, blocks, total });
}

describe('composeDigest', () => {
  it('tells of one scan with its evidence, its times in the zone, and where to look', () => {
    const { subject, text, html } = digestOf([scan]);
    assert.equal(subject, 'Active Defense: 198.51.100.9 is blocked (port scan)');
    assert.equal(
      text,
      `One address or range was put on the blacklist.

198.51.100.9 (Romania)
  Why: port scan: 3 ports of 203.0.113.7
  Detected: 2026-11-20 21:00:00 +11:00
  Seen by: FW-1
  Records: from 2026-11-20 20:59:00 +11:00 to 2026-11-20 21:00:00 +11:00
  Ports: 443, 80, 22
  Settings then: ports 2, minutes 10, count denied, mode block
  Ends: 2026-12-20 21:00:00 +11:00, unless it is seen again
  https://grafana.example.com/g/a/activedefense-syslog-app/blacklist?block=7

https://grafana.example.com/g/a/activedefense-syslog-app/blacklist
Times are in Australia/Sydney. Who gets this mail is set on the page Notifications.
`,
    );
    assert.match(
      html,
      /<a href="https:\/\/grafana\.example\.com\/g\/a\/activedefense-syslog-app\/blacklist\?block=7">198\.51\.100\.9/,
    );
    assert.match(html, /<td [^>]+>Ports<\/td><td [^>]+>443, 80, 22<\/td>/);
  });

  it('tells of an attack its threat, severity, rule and user, and of a block by hand who and why', () => {
    assert.match(
      digestOf([attack]).text,
      /vulnerability attack on 203\.0\.113\.7, port 443[^]+Threat: Command Injection, ID 95187\n {2}Severity: critical\n {2}Rule: web\n {2}User: eve/,
    );
    const { subject, text } = digestOf([byHand]);
    assert.equal(subject, 'Active Defense: 198.51.100.9 is blocked (by alice)');
    assert.match(text, /Blocked by: alice\n {2}Reason: seen elsewhere\n {2}Ends: 2026-12-20 21:00:00 \+11:00\n/);
  });

  it('tells of fifty out of two hundred and counts the rest', () => {
    const blocks = Array.from({ length: maxDetailed }, (_, i) => ({ ...scan, id: i + 1, address: `198.51.100.${i}` }));
    const { subject, text, html } = digestOf(blocks, 200);
    assert.equal(subject, 'Active Defense: 200 new blocks');
    assert.equal(text.match(/Why: /g)?.length, 50);
    assert.equal(html.match(/<h3 /g)?.length, 50);
    assert.match(text, /^150 more are new, not told of here\.$/m);
  });

  it('leaves links out where the address of Grafana is not known', () => {
    const { text, html } = composeDigest({ ...options, grafanaUrl: '', blocks: [scan], total: 1 });
    assert.doesNotMatch(text + html, /https?:|href/);
  });

  it('says that a block was released meanwhile', () => {
    assert.match(digestOf([{ ...scan, releasedAt: at + 5_000 }]).text, /Released: 2026-11-20 21:00:05 \+11:00/);
  });

  it('never lets what strangers wrote become markup, a header or a line of its own', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '" onmouseover="x',
        "'><img src=x>",
        'a\r\nBcc: victim@example.com',
        '\u202egnp.exe\u2066',
        'x\0y\u2028z',
        '<'.repeat(10_000),
      ),
    );
    const anyBlock = fc.record({ user: anyText, threatName: anyText, location: anyText, rule: anyText, by: anyText });
    fc.assert(
      fc.property(anyBlock, ({ user, threatName, location, rule, by }) => {
        const evidence = { ...attack.evidence, rule, threat: { user, threatName } } as NotifiedBlock['evidence'];
        const hostile = { ...attack, location, evidence };
        const plain = digestOf([attack]);
        for (const { subject, text, html } of [
          digestOf([hostile]),
          digestOf([{ ...byHand, createdBy: by, location }]),
        ]) {
          assert.doesNotMatch(subject, /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
          assert.ok(subject.length < 200 && text.length < 4_000);
          assert.doesNotMatch(text, /[^\n\P{Cc}]|\p{Bidi_Control}|[\u2028\u2029]/u);
          const tags = (document: string) => new Set(document.match(/<\/?[a-z0-9!]+/g));
          assert.deepEqual(tags(html), tags(plain.html));
          assert.doesNotMatch(html, / on\w+=(?!&)/);
        }
      }),
    );
  });
});
