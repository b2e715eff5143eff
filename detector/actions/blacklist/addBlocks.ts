import { checkManualBlock } from '../../block/manualBlock.ts';
import type { Block } from '../../model/block.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import { insertBlocks } from '../../store/blacklist/blocks.ts';
import type { NewBlock } from '../../store/blacklist/blocks.ts';
import { moveBlockEnds } from '../../store/blacklist/chosenBlocks.ts';
import type { Client } from '../../store/database.ts';
import { answerHeldInside } from '../../store/blacklist/findings.ts';
import { giveNotice } from '../../store/notices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { lastingBlocks } from './lastingBlocks.ts';
import { loadSafety } from './loadSafety.ts';

/** An address or range in canonical text, each once, that a person wants blocked. */
export interface Wanted {
  readonly address: string;
  readonly reason: string;
}

export interface AddedBlocks {
  /** Numbers of new blocks by address; of a dry run, 0. */
  readonly added: ReadonlyMap<string, number>;
  /** What is blocked already, and now for longer. */
  readonly extended: readonly string[];
  /** What is blocked already, for at least as long. */
  readonly known: readonly string[];
  /** What may not be blocked: why, by address. */
  readonly refused: ReadonlyMap<string, string>;
  /** What to know about those that are added, by address. */
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

/** Blocks by hand, within a change, all that may be blocked. Where a block stands, the later of both ends counts. */
export async function addBlocks(
  client: Client,
  actor: Actor,
  wanted: readonly Wanted[],
  { duration, expiresAt, dryRun = false }: { duration: string; expiresAt: number | null; dryRun?: boolean },
): Promise<AddedBlocks> {
  const { settings } = await loadSettings(client, actor.defaults);
  const safety = await loadSafety(client, settings, actor.listAccess, actor.nowMs);
  const addresses = wanted.map(({ address }) => address);
  const standing = new Map(
    (await lastingBlocks(client, addresses, actor.nowMs)).map((block) => [block.address, block]),
  );
  const refused = new Map<string, string>();
  const warnings = new Map<string, readonly string[]>();
  const fresh: NewBlock[] = [];
  for (const { address, reason } of wanted.filter(({ address }) => !standing.has(address))) {
    const checked = checkManualBlock({ address, reason, duration }, safety, actor.nowMs);
    if ('faults' in checked) {
      refused.set(address, checked.faults.join('\n'));
      continue;
    }
    fresh.push({ ...checked.block, createdBy: actor.name });
    warnings.set(address, checked.warnings);
  }
  const shorter = [...standing.values()].filter((block) => endsBefore(block, expiresAt));
  const extended = shorter.map(({ address }) => address);
  const known = [...standing.keys()].filter((address) => !extended.includes(address));
  if (dryRun) return { added: new Map(fresh.map(({ address }) => [address, 0])), extended, known, refused, warnings };
  const added = await store(client, actor, fresh, shorter, expiresAt);
  return { added, extended, known, refused, warnings };
}

function endsBefore(block: Block, expiresAt: number | null): boolean {
  return block.expiresAt !== null && (expiresAt === null || block.expiresAt < expiresAt);
}

async function store(
  client: Client,
  { name, nowMs }: Actor,
  fresh: readonly NewBlock[],
  shorter: readonly Block[],
  expiresAt: number | null,
): Promise<Map<string, number>> {
  if (fresh.length + shorter.length === 0) return new Map();
  const added = await insertBlocks(client, fresh);
  await moveBlockEnds(
    client,
    shorter.map(({ id }) => id),
    expiresAt,
  );
  await answerHeldInside(client, [...added.keys()], 'block', name, nowMs);
  await insertAuditEvents(client, [
    ...fresh.map(({ address, reason }) => {
      return { at: nowMs, actor: name, action: 'block.add', subject: address, after: { reason, expiresAt } };
    }),
    ...shorter.map(({ address, expiresAt: before }) => {
      return {
        ...{ at: nowMs, actor: name, action: 'block.extend', subject: address },
        ...{ before: { expiresAt: before }, after: { expiresAt } },
      };
    }),
  ]);
  await giveNotice(client, 'blacklist');
  return added;
}
