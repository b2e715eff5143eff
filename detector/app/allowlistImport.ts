import { MendableError } from '../errors.ts';
import { formatCidr, parseCidr } from '../model/cidr.ts';
import { activeAllowEntries } from '../store/allowEntries.ts';
import type { Actor } from './actor.ts';
import { allowAll, blocksInside } from './allowAll.ts';
import type { Allowed } from './allowAll.ts';
import { endOf } from './blacklistActions.ts';

export interface ImportWish {
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
  readonly faults: { readonly line: number; readonly because: string }[];
  /** Blocks that are lifted. */
  readonly lifts: number;
}

const maxLines = 10_000;
const maxFaults = 100;
const maxReason = 1_000;

/** Puts the ranges of a text on the allowlist that do not stand there yet; faulty lines are named and left out. */
export async function importAllowlist(actor: Actor, wish: ImportWish): Promise<ImportOutcome> {
  const expiresAt = endOf(wish.duration, actor.nowMs);
  const { entries, faults } = readLines(wish.text, wish.reason.trim());
  return actor.database.transaction(async (client) => {
    const standing = new Set((await activeAllowEntries(client, actor.nowMs)).map(({ range }) => range));
    const added = entries.filter(({ range }) => !standing.has(range));
    const lifted = wish.dryRun
      ? await blocksInside(
          client,
          added.map(({ range }) => range),
        )
      : await allowAll(client, actor, added, expiresAt);
    return {
      added: added.map(({ range }) => range),
      known: entries.map(({ range }) => range).filter((range) => standing.has(range)),
      faults: faults.slice(0, maxFaults),
      lifts: lifted.length,
    };
  });
}

function readLines(text: string, reason: string): { entries: Allowed[]; faults: ImportOutcome['faults'] } {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > maxLines + 1) {
    throw new MendableError(
      'import-too-long',
      `The text has ${lines.length} lines; at most ${maxLines} are taken at once: import it in parts.`,
    );
  }
  const entries = new Map<string, Allowed>();
  const faults: ImportOutcome['faults'] = [];
  lines.forEach((line, i) => {
    const [, rangeText = '', own = ''] = /^([^\s,;#]*)[\s,;]*(.*)$/.exec(line.trim()) ?? [];
    if (rangeText === '') {
      if (own !== '' && !own.startsWith('#')) faults.push({ line: i + 1, because: 'The line begins with no address.' });
      return;
    }
    const cidr = parseCidr(rangeText);
    const why = own.replace(/^#\s*/, '') || reason;
    if (typeof cidr === 'string') faults.push({ line: i + 1, because: cidr });
    else if (why === '') faults.push({ line: i + 1, because: 'A reason is missing: write one behind the address.' });
    else if (!entries.has(formatCidr(cidr))) {
      entries.set(formatCidr(cidr), { range: formatCidr(cidr), reason: why.slice(0, maxReason) });
    }
  });
  return { entries: [...entries.values()], faults };
}
