import { execFile } from 'node:child_process';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { createLog } from '../../detector/log.ts';
import { measureDetecting, measureReading } from './readingSpeed.ts';
import { measureCopy, measureWholeWay } from './storingSpeed.ts';
import { writeTrafficFile } from './trafficFile.ts';
import { withSession } from './withSession.ts';

/** `npm run bench -- [--lines N] [--json]`: each step alone, the database's own limit, and the whole way. */
const { values } = parseArgs({
  options: { lines: { type: 'string', default: '2000000' }, json: { type: 'boolean', default: false } },
});
const lines = Number(values.lines);
const folder = await mkdtemp(join(tmpdir(), 'active-defense-bench-'));
await chmod(folder, 0o755);
const log = createLog('warn');
/** Lines a second in the records' own time: 10 million lines are then 200 seconds of a very busy site. */
const recordRate = 50_000;

try {
  const file = await writeTrafficFile(join(folder, 'bench.log'), {
    lines,
    startAt: Date.now() - 3_600_000,
    recordRate,
  });
  const result = {
    lines,
    bytesPerLine: Math.round(file.bytes / lines),
    reading: await measureReading(file.path, lines),
    readingAndDetecting: await measureDetecting(file.path, lines),
    copyAlone: await withSession(join(folder, 'copy'), (session) => measureCopy(session, file.path, lines)),
    wholeWay: await withSession(join(folder, 'whole'), (session, configuration) =>
      measureWholeWay({ session, configuration, path: file.path, lines, log }),
    ),
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    windows: await measureWindows(),
  };
  const ratio = result.wholeWay.linesPerSecond / result.copyAlone;
  if (values.json) process.stdout.write(`${JSON.stringify({ ...result, ratioToCopy: Number(ratio.toFixed(2)) })}\n`);
  else process.stdout.write(describe(result, ratio));
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Windows {
  readonly sources: number;
  readonly peakMemoryMiB: number;
  readonly recordsPerSecond: number;
}

async function measureWindows(): Promise<Windows> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'windowsMemory.ts')]);
  return JSON.parse(stdout) as Windows;
}

interface Result {
  readonly lines: number;
  readonly bytesPerLine: number;
  readonly reading: number;
  readonly readingAndDetecting: number;
  readonly copyAlone: number;
  readonly wholeWay: {
    readonly linesPerSecond: number;
    readonly lastLinesPerSecond: number;
    readonly findings: number;
  };
  readonly peakMemoryMiB: number;
  readonly windows: Windows;
}

function describe(result: Result, ratio: number): string {
  const figure = (amount: number) => amount.toLocaleString('en').padStart(12);
  return [
    `${result.lines.toLocaleString('en')} lines of ${result.bytesPerLine} bytes, lines a second:`,
    `reading alone            ${figure(result.reading)}`,
    `reading + detecting      ${figure(result.readingAndDetecting)}`,
    `COPY alone (the limit)   ${figure(result.copyAlone)}`,
    `file → stored + detected ${figure(result.wholeWay.linesPerSecond)}   ${ratio.toFixed(2)} of COPY alone`,
    `  over the last tenth    ${figure(result.wholeWay.lastLinesPerSecond)}   ${result.wholeWay.findings} findings`,
    `peak memory              ${figure(result.peakMemoryMiB)} MiB`,
    `${figure(result.windows.sources).trim()} sources in the windows: ${result.windows.peakMemoryMiB} MiB in all, ${figure(result.windows.recordsPerSecond).trim()} records/s`,
    '',
  ].join('\n');
}
