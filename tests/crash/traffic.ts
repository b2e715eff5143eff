import { createRandom } from '../../detector/simulate/random.ts';
import type { Random } from '../../detector/simulate/random.ts';
import { logLine } from '../support/lines.ts';
import type { LineFields } from '../support/lines.ts';

export interface TrafficOptions {
  readonly host: string;
  /** The first two bytes of all sources' addresses, so that two inputs share none. */
  readonly network: string;
  /** The first three bytes of all targets' addresses: the order in which two inputs meet one would show in the evidence. */
  readonly targets: string;
  readonly seed: number;
  readonly lines: number;
  readonly startAt: number;
  readonly stepMs: number;
}

/** What a source does, without when; of the target the last byte. */
type Deed = Omit<LineFields, 'at' | 'host' | 'target'> & { readonly target?: number };

const minuteMs = 60_000;
/** New names keep coming, so that there are always some that the database does not know yet. */
const linesPerRule = 300;

/** Lines of one device: scanners, sweepers and attackers among ordinary traffic, hits on the deny rule, some lines late. */
export function trafficOf({ host, network, targets, seed, lines, startAt, stepMs }: TrafficOptions): string[] {
  const random = createRandom(seed);
  return Array.from({ length: lines }, (_, i) => {
    const lateMs = random.below(100) < 5 ? random.below(9 * minuteMs) : 0;
    const { target = 7, ...deed } = deedOf(random, network, `sensor ${Math.floor(i / linesPerRule)}`);
    const at = startAt + i * stepMs - lateMs;
    return numbered(logLine({ at, host, target: `${targets}.${target}`, ...deed }), i);
  });
}

function deedOf(random: Random, network: string, rule: string): Deed {
  const kind = random.below(100);
  if (kind < 30) {
    return { source: `${network}.${random.below(8)}.${random.below(250)}`, action: 'allow', rule: 'web', port: 443 };
  }
  if (kind < 60) {
    const scanner = random.between(1, 14);
    return { source: `${network}.100.${scanner}`, port: random.between(1, 4 + 2 * scanner), rule };
  }
  if (kind < 75) {
    const sweeper = random.between(1, 8);
    return {
      source: `${network}.101.${sweeper}`,
      port: 22,
      target: random.between(1, 4 + 2 * sweeper),
      rule,
    };
  }
  if (kind < 78) {
    const threat = { name: 'Log4Shell', id: '91991', severity: 'critical' };
    return { source: `${network}.102.${random.between(1, 9)}`, port: 80, action: 'reset-both', rule: 'web', threat };
  }
  if (kind < 82) {
    return {
      source: `${network}.103.${random.between(1, 3)}`,
      sourcePort: 443,
      port: random.between(40_000, 40_040),
      rule,
    };
  }
  return {
    source: `${network}.${random.between(100, 102)}.${random.between(1, 14)}`,
    port: 3389,
    rule: 'Active Defense Deny',
  };
}

/** Gives a line a number that no other line of its device has. */
export function numbered(line: string, number: number): string {
  return line.replace('; Type=', `; SeqNo=${number}; Type=`);
}
