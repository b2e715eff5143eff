import { createEngine, defaultMaxContacts } from '../../detector/detect/engine.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import { deniedContext } from '../support/context.ts';
import { defaultSettings } from '../../detector/model/settings.ts';

/** A program of its own, so that nothing else is in its memory: prints what a million sources in the windows take. */
const sources = 1_000_000;
const contactsEach = 2;
const batchRows = 50_000;

const engine = createEngine({
  settings: defaultSettings('UTC'),
  maxContacts: defaultMaxContacts,
  contexts: [undefined, deniedContext],
});
const batch = createRecordBatch(batchRows);
const startedAt = performance.now();
for (let row = 0; row < sources * contactsEach; row += batchRows) {
  for (let i = 0; i < batchRows; i++) fill(i, row + i);
  batch.length = batchRows;
  engine.observe(batch, NaN, 'detect');
}
const seconds = (performance.now() - startedAt) / 1000;
const { sources: held } = engine.stats();
const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${JSON.stringify({ sources: held, peakMemoryMiB, recordsPerSecond: Math.round((sources * contactsEach) / seconds) })}\n`,
);

function fill(row: number, n: number): void {
  batch.at[row] = Date.UTC(2026, 0, 1) + Math.floor(n / 10_000);
  batch.alternativeAt[row] = NaN;
  batch.source.set([0, 0, 0xffff, 0x05000000 + (Math.imul(n % sources, 0x9e3775) & 0xffffff)], 4 * row);
  batch.destination.set([0, 0, 0xffff, 0xcb007101], 4 * row);
  batch.sourcePort[row] = 40_000;
  batch.destinationPort[row] = 22 + Math.floor(n / sources);
  batch.deviceId[row] = 1;
  batch.context[row] = 1;
}
