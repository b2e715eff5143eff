import { MendableError } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { endOf } from '../endOf.ts';
import { addBlocks } from './addBlocks.ts';
import { readImportLines } from './importLines.ts';
import type { ImportFault } from './importLines.ts';

export interface BlacklistImportRequest {
  /** One address or range a line; what follows it is the reason. A line that begins with # says nothing. */
  readonly text: string;
  /** For lines that have none of their own; may be empty where all have one. */
  readonly reason: string;
  /** How long all of them are blocked. */
  readonly duration: string;
  /** Only tells what would come of it. */
  readonly dryRun: boolean;
}

export interface BlacklistImport {
  readonly dryRun: boolean;
  /** Null: for ever. */
  readonly expiresAt: number | null;
  readonly added: readonly string[];
  /** What is blocked already, and now for longer. */
  readonly extended: readonly string[];
  /** What is blocked already for at least as long; its block stays as it is. */
  readonly known: readonly string[];
  /** What may not be blocked, and why. */
  readonly refused: readonly (ImportFault & { readonly address: string })[];
  /** What could not be read. */
  readonly faults: readonly ImportFault[];
  /** What to know about those that are added. */
  readonly warnings: readonly ImportFault[];
}

/** Blocks the addresses and ranges of a text by hand, all that may be or, where the database fails, none. */
export async function importBlacklist(actor: Actor, request: BlacklistImportRequest): Promise<BlacklistImport> {
  const { duration, dryRun } = request;
  const expiresAt = endOf(duration, actor.nowMs);
  const { ranges, faults, unexplained } = readImportLines(request.text, request.reason, 'block');
  if (unexplained.length > 0) {
    const others = unexplained.length === 1 ? '' : `, nor have ${unexplained.length - 1} after it`;
    throw new MendableError(
      'reason-missing',
      `Line ${unexplained[0]} has no reason${others}: write one behind each address, or give --reason for such lines.`,
    );
  }
  const wanted = ranges.map(({ range, reason }) => ({ address: range, reason }));
  const outcome = await changeDecisions(actor, (client) =>
    addBlocks(client, actor, wanted, { duration, expiresAt, dryRun }),
  );
  return {
    ...{ dryRun, expiresAt, faults, extended: outcome.extended, known: outcome.known },
    added: [...outcome.added.keys()],
    refused: ranges.flatMap(({ line, range: address }) => {
      const because = outcome.refused.get(address);
      return because === undefined ? [] : [{ line, address, because: because.replaceAll('\n', ' ') }];
    }),
    warnings: ranges.flatMap(({ line, range }) =>
      (outcome.warnings.get(range) ?? []).map((because) => ({ line, because })),
    ),
  };
}
