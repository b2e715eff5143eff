import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import type { Actor } from '../actor.ts';
import { readImportLines } from '../blacklist/importLines.ts';
import type { ImportFault } from '../blacklist/importLines.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { endOf } from '../endOf.ts';
import { addAllowEntries, blocksInside } from './addAllowEntries.ts';

export interface ImportRequest {
  /** One address or range a line; what follows it is the reason. A line that begins with # says nothing. */
  readonly text: string;
  /** For lines that have none of their own. */
  readonly reason: string;
  readonly duration: string;
  /** Only tells what would come of it. */
  readonly dryRun: boolean;
}

export interface ImportOutcome {
  readonly added: string[];
  /** Ranges that stand already. */
  readonly known: string[];
  /** What could not be read, by line from 1 on; at most 100 of them. */
  readonly faults: ImportFault[];
  /** Blocks that are lifted. */
  readonly lifts: number;
}

const maxFaults = 100;

/** Puts the ranges of a text on the allowlist that do not stand there yet; faulty lines are named and left out. */
export async function importAllowlist(actor: Actor, request: ImportRequest): Promise<ImportOutcome> {
  const expiresAt = endOf(request.duration, actor.nowMs);
  const { ranges, faults } = readImportLines(request.text, request.reason, 'allow');
  const entries = ranges.map(({ range, reason }) => ({ range, reason }));
  return changeDecisions(actor, async (client) => {
    const standing = new Set((await activeAllowEntries(client, actor.nowMs)).map(({ range }) => range));
    const added = entries.filter(({ range }) => !standing.has(range));
    const lifted = request.dryRun
      ? await blocksInside(
          client,
          added.map(({ range }) => range),
        )
      : await addAllowEntries(client, actor, added, expiresAt);
    return {
      added: added.map(({ range }) => range),
      known: entries.map(({ range }) => range).filter((range) => standing.has(range)),
      faults: faults.slice(0, maxFaults),
      lifts: lifted.length,
    };
  });
}
