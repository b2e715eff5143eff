import { checkManualBlock } from '../../block/manualBlock.ts';
import { MendableError } from '../../errors.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import { insertBlocks } from '../../store/blacklist/blocks.ts';
import type { NewBlock } from '../../store/blacklist/blocks.ts';
import { decideHeld } from '../../store/blacklist/findings.ts';
import { giveNotice } from '../../store/notices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeBlocksOf } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { endOf } from './blacklistActions.ts';
import { readImportLines } from './importLines.ts';
import type { ImportFault } from './importLines.ts';
import { loadSafety } from './loadSafety.ts';

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
  /** What is blocked already; its block stays as it is. */
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
  const { database, name: by, nowMs } = actor;
  const expiresAt = endOf(request.duration, nowMs);
  const { ranges, faults, unexplained } = readImportLines(request.text, request.reason, 'block');
  if (unexplained.length > 0) {
    const others = unexplained.length === 1 ? '' : `, nor have ${unexplained.length - 1} after it`;
    throw new MendableError(
      'reason-missing',
      `Line ${unexplained[0]} has no reason${others}: write one behind each address, or give --reason for such lines.`,
    );
  }
  return database.transaction(async (client) => {
    const { settings } = await loadSettings(client, actor.defaults);
    const safety = await loadSafety(client, settings, actor.listAccess, nowMs);
    const standing = await activeBlocksOf(
      client,
      ranges.map(({ range }) => range),
    );
    const known = new Set(standing.map(({ address }) => address));
    const refused: BlacklistImport['refused'][number][] = [];
    const warnings: ImportFault[] = [];
    const added: NewBlock[] = [];
    for (const { line, range: address, reason } of ranges.filter(({ range }) => !known.has(range))) {
      const checked = checkManualBlock({ address, reason, duration: request.duration }, safety, nowMs);
      if ('faults' in checked) {
        refused.push({ line, address, because: checked.faults.join(' ') });
        continue;
      }
      added.push({ ...checked.block, reason, createdBy: by });
      warnings.push(...checked.warnings.map((because) => ({ line, because })));
    }
    const addresses = added.map(({ address }) => address);
    if (!request.dryRun && added.length > 0) {
      await insertBlocks(client, added);
      await decideHeld(client, addresses, 'block', by, nowMs);
      await insertAuditEvents(
        client,
        added.map(({ address, reason }) => {
          return { at: nowMs, actor: by, action: 'block.add', subject: address, after: { reason, expiresAt } };
        }),
      );
      await giveNotice(client, 'blacklist');
    }
    return { dryRun: request.dryRun, expiresAt, added: addresses, known: [...known], refused, faults, warnings };
  });
}
