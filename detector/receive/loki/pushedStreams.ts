import { pushLimits } from './pushLimits.ts';
import { wrongPush } from './pushRefusal.ts';

/** Lines that have their labels in common, in the order in which they were sent. */
export interface PushedStream {
  readonly host: string | undefined;
  readonly lines: readonly Uint8Array[];
}

/** Gathers what a push holds, within the limits. */
export function createPushedStreams() {
  const streams: PushedStream[] = [];
  let entries = 0;

  function add(host: string | undefined): Uint8Array[] {
    if (streams.length >= pushLimits.streams) throw wrongPush(`It has more than ${pushLimits.streams} streams`);
    const lines: Uint8Array[] = [];
    streams.push({ host, lines });
    return lines;
  }

  function addLine(lines: Uint8Array[], line: Uint8Array): void {
    if (entries >= pushLimits.entries) throw wrongPush(`It has more than ${pushLimits.entries} entries`);
    entries++;
    lines.push(line);
  }

  return { streams, add, addLine };
}
