import type { Command } from 'commander';
import { countOf } from '../actions/countOf.ts';
import { serverTimeZone } from '../setup/serverTimeZone.ts';
import { sendTraffic } from '../simulate/sendTraffic.ts';
import { openSink } from '../simulate/sinks.ts';
import { createTraffic, simulatedNetworks } from '../simulate/traffic.ts';
import type { Traffic } from '../simulate/traffic.ts';
import { answer, table, timeText } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { stopSignal } from './stopSignal.ts';
import { wholeNumber } from './wholeNumber.ts';

interface SimulateOptions extends AnswerOptions {
  readonly to: string;
  readonly rate: number;
  readonly lines: number;
  readonly seed: number;
}

interface SimulateDocument {
  readonly to: string;
  readonly seed: number;
  readonly lines: number;
  readonly host: string;
  /** Who a detector with default settings and these own networks must find in them. */
  readonly ownNetworks: readonly string[];
  readonly expected: Traffic['expected'];
}

const host = 'simulated-fw';
/** Lines in a second of the records' own time, where they are written as fast as they are taken. */
const unhurriedRate = 1_000;

export function addSimulateCommand(program: Command, io: Io): void {
  program
    .command('simulate')
    .description('write the lines of a firewall on the internet, with scanners and attackers among them')
    .requiredOption('--to <target>', 'udp://HOST:PORT, tcp://HOST:PORT or file:PATH (appended to); required')
    .option('--rate <number>', 'lines a second; 0: as fast as they are taken', wholeNumber(0, 1_000_000), 100)
    .option('--lines <number>', 'how many', wholeNumber(1, 1_000_000_000), 10_000)
    .option('--seed <number>', 'the same number gives the same traffic', wholeNumber(0, 2 ** 31), 1)
    .action(async (options: SimulateOptions) => {
      answer(io, options, await simulate(io, options), simulateLines);
    });
}

async function simulate(io: Io, { to, rate, lines, seed }: SimulateOptions): Promise<SimulateDocument> {
  const isHurried = rate === 0;
  const recordRate = isHurried ? unhurriedRate : rate;
  const traffic = createTraffic({
    seed,
    host,
    ratePerSecond: recordRate,
    // With --rate 0 the traffic ends now: records in the future would count as of their arrival.
    startAt: isHurried ? io.now() - (lines / recordRate) * 1_000 : io.now(),
    timeZone: serverTimeZone(),
    header: to.startsWith('file:') ? 'iso' : 'ietf',
  });
  const sink = await openSink(to);
  const ratePerSecond = isHurried ? Infinity : rate;
  const sent = await sendTraffic({ traffic, sink, lines, ratePerSecond, signal: stopSignal(io.now) });
  await sink.close();
  const ownNetworks = Object.values(simulatedNetworks);
  return { to, seed, lines: sent, host, ownNetworks, expected: traffic.expected };
}

function simulateLines({ to, lines, ownNetworks, expected }: SimulateDocument): string[] {
  return [
    `${countOf(lines, 'line')} of ${host} ${lines === 1 ? 'was' : 'were'} written to ${to}.`,
    `With default settings and the own networks ${ownNetworks.join(' and ')} these must be found: ${expected.length}.`,
    ...(expected.length === 0
      ? []
      : table(
          ['AT', 'SOURCE', 'CASE', 'OUTCOME'],
          expected.map(({ at, source, case: name, outcome }) => [timeText(at), source, name, outcome]),
        )),
  ];
}
