import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictOn } from '../../detector/actions/blacklist/verdict.ts';
import { verdictLines } from '../../detector/cli/verdictLines.ts';
import { logLine, scanLines } from '../support/lines.ts';
import { register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { documents } from './documents.ts';

const source = '5.143.209.233';

/** What kinds of lines there are, in order: labels, headings, the heads of tables and their rows, however many. */
function shapeOf(lines: readonly string[]): string[] {
  const kinds = lines.map((line) => {
    if (/^ {2}[A-Z ]+$/.test(line)) return line.trim().split(/ {2,}/).join(', ');
    if (/^ {2}/.test(line)) return 'a row';
    return /^[A-Za-z ]*:?/.exec(line)?.[0] ?? '';
  });
  return kinds.filter((kind, i) => kind !== 'a row' || kinds[i - 1] !== 'a row');
}

test("the README shows what `blacklist why` says of a scanner that the firewall's list stops", async (t) => {
  const readme = documents.find(({ path }) => path === 'README.md')?.text ?? '';
  const [, sample] = /```\n(BLOCKED: [^]*?)\n```/.exec(readme) ?? assert.fail('the sample is gone');
  const service = await startService(t);
  await register(service, 'fw-1');
  const now = Date.now();
  const push = (lines: readonly string[], digest: string) =>
    service.work.push(
      { bytes: Buffer.from(`${lines.join('\n')}\n`), input: 'push', kind: 'push' },
      Buffer.from(digest),
    );
  await push(scanLines(source, 11, now - 20_000), 'the scan');
  await push([logLine({ at: now - 1_000, source, rule: 'Active Defense Deny' })], 'a hit');
  const actor = () => service.session.actor('test', Date.now());
  await waitUntil('the hit is told', async () => {
    await service.work.settle();
    return (await verdictOn(actor(), source, Date.now)).block?.firstHitAt != null;
  });
  const said = verdictLines(await verdictOn(actor(), source, Date.now));
  assert.deepEqual(shapeOf(sample.split('\n')), shapeOf(said));
  assert.equal(sample.split('\n')[0], said[0]);
});
