import assert from 'node:assert/strict';
import { Agent, get } from 'node:https';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openListener } from '../../tests/support/listListener.ts';

/** List number n: n + 1,000 entries, the first of which names n. */
function buildEntries(n: number): string[] {
  return Array.from({ length: n + 1_000 }, (_, index) => `2001:db8:${n.toString(16)}::${index.toString(16)}`);
}

test('under 100 polls a second each answer is one whole list while the list changes', async (t) => {
  const { holder, certificate, url } = await openListener(t);
  await holder.offer(buildEntries(0), 'one', true);
  const agent = new Agent({ ca: certificate.authorityPem ?? '', keepAlive: true, maxSockets: 20 });
  t.after(() => agent.destroy());

  const fetchText = () =>
    new Promise<string>((resolve, reject) => {
      get(url, { agent, family: 4 }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve(text)).on('error', reject);
      }).on('error', reject);
    });

  let changes = 0;
  let polling = true;
  const changing = (async () => {
    while (polling) {
      await holder.offer(buildEntries(++changes), 'one', true);
      await sleep(5);
    }
  })();
  const polls: Promise<string>[] = [];
  for (let tick = 0; tick < 30; tick++) {
    for (let poll = 0; poll < 10; poll++) polls.push(fetchText());
    await sleep(100);
  }
  const texts = await Promise.all(polls);
  polling = false;
  await changing;

  for (const text of texts) {
    const n = parseInt(text.split(':')[2], 16);
    assert.equal(text, `${buildEntries(n).join('\n')}\n`);
  }
  assert.ok(new Set(texts).size > 10, 'the list changed under the polls');
});
