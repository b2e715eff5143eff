import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createTraffic } from '../../detector/simulate/traffic.ts';

const linesAtOnce = 5_000;

export interface TrafficFile {
  readonly path: string;
  readonly lines: number;
  readonly bytes: number;
}

/** Writes so many lines of simulated traffic to a file, `recordRate` of them a second in the records' own time. */
export async function writeTrafficFile(
  path: string,
  { lines, startAt, recordRate }: { lines: number; startAt: number; recordRate: number },
): Promise<TrafficFile> {
  const traffic = createTraffic({ seed: 1, startAt, ratePerSecond: recordRate, host: 'bench', timeZone: 'UTC' });
  const stream = createWriteStream(path, { highWaterMark: 4_194_304 });
  let bytes = 0;
  for (let written = 0; written < lines; written += linesAtOnce) {
    const count = Math.min(linesAtOnce, lines - written);
    const text = Buffer.from(Array.from({ length: count }, () => `${traffic.next()}\n`).join(''));
    bytes += text.length;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return { path, lines, bytes };
}
