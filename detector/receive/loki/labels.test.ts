import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf, readLabels } from './labels.ts';

const read = (text: string) => Object.fromEntries(readLabels(text));
const host = (labels: Record<string, string>) => hostOf((name) => labels[name]);

test('reads labels as Go quotes them', () => {
  assert.deepEqual(read('{}'), {});
  assert.deepEqual(read('{filename="/var/log/Firewall/fw-1.log", host="fw-1",job="a, b}"}'), {
    filename: '/var/log/Firewall/fw-1.log',
    host: 'fw-1',
    job: 'a, b}',
  });
  assert.deepEqual(read(String.raw`{ a="\"quoted\" \\ \n\x00\u00e9\U0001f525", b=${'`'}C:\raw${'`'}, "c.d"="" }`), {
    a: '"quoted" \\ \n\0é🔥',
    b: 'C:\\raw',
    'c.d': '',
  });
});

for (const text of ['', 'host="fw-1"', '{host=fw-1}', '{host="fw-1}', '{host="a" job="b"}', '{="a"}', '{host="a\n"}']) {
  test(`refuses the labels ${JSON.stringify(text)}`, () => {
    assert.throws(() => readLabels(text), { code: 'push-wrong', message: /^The labels .* can't be read\./ });
  });
}

test('refuses more labels than anybody has', () => {
  const labels = (count: number) => `{${Array.from({ length: count }, (_, i) => `l${i}="v"`).join(',')}}`;
  assert.equal(readLabels(labels(100)).size, 100);
  assert.throws(() => readLabels(labels(101)), { code: 'push-wrong' });
});

test('the first of host, hostname and instance names the host', () => {
  assert.equal(host({ instance: 'c', hostname: 'b', host: 'a' }), 'a');
  assert.equal(host({ instance: 'c', hostname: 'b' }), 'b');
  assert.equal(host({ instance: 'c', job: 'firewall' }), 'c');
  assert.equal(host({ job: 'firewall' }), undefined);
});

test('what can be no host name is none', () => {
  for (const name of ['', 'two words', 'a\0b', 'a\nb', 'x'.repeat(256)]) assert.equal(host({ host: name }), undefined);
});
