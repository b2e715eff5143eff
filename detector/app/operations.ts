import { checkManualBlock } from '../block/manualBlock.ts';
import type { ManualWish } from '../block/manualBlock.ts';
import { parseDuration } from '../block/duration.ts';
import { formatCidr, parseCidr } from '../model/cidr.ts';
import { MendableError } from '../errors.ts';
import { checkSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { putAllowEntry, removeAllowEntry } from '../store/allowEntries.ts';
import { insertAuditEvents } from '../store/auditEvents.ts';
import { insertBlock, releaseBlocks } from '../store/blocks.ts';
import { activeBlocksOf, activeBlocksWithin } from '../store/standingBlocks.ts';
import type { Block } from '../model/block.ts';
import type { Client, Database } from '../store/database.ts';
import { insertEngineChange } from '../store/engineChanges.ts';
import { decideHeld } from '../store/findings.ts';
import { putGrace } from '../store/grace.ts';
import { giveNotice } from '../store/notices.ts';
import { loadSettings, saveDetection, saveSettings } from '../store/settingsRow.ts';
import { loadSafety } from './loadSafety.ts';
import type { ListDoor } from './loadSafety.ts';

/** Who does something, when, and in what surroundings. */
export interface Actor {
  readonly database: Database;
  readonly name: string;
  readonly nowMs: number;
  readonly door: ListDoor;
  readonly defaults: Settings;
}

const graceMs = 3_600_000;

/** Blocks an address or range by hand; returns its canonical text with what to know about it. */
export async function addBlock(
  actor: Actor,
  wish: ManualWish,
): Promise<{ address: string; warnings: readonly string[] }> {
  const { database, nowMs, name } = actor;
  return database.transaction(async (client) => {
    const { settings } = await loadSettings(client, actor.defaults);
    const checked = checkManualBlock(wish, await loadSafety(client, settings, actor.door, nowMs), nowMs);
    if ('faults' in checked) throw new MendableError('block-refused', checked.faults.join('\n'));
    const { block, warnings } = checked;
    const id = await insertBlock(client, { ...block, createdBy: name });
    if (id === undefined)
      throw new MendableError(
        'already-blocked',
        `${block.address} is blocked already: release it first to block it anew.`,
      );
    await decideHeld(client, block.address, 'block', name, nowMs);
    await audit(client, actor, 'block.add', block.address, undefined, {
      reason: block.reason,
      expiresAt: block.expiresAt,
    });
    await giveNotice(client, 'blacklist');
    return { address: block.address, warnings };
  });
}

/** Releases the block of exactly this address or range: it is forgotten and gets an hour of grace. */
export async function releaseBlock(actor: Actor, text: string, reason: string): Promise<Block> {
  const address = canonical(text);
  return actor.database.transaction(async (client) => {
    const block = (await activeBlocksOf(client, [address])).at(0);
    if (block === undefined) {
      throw new MendableError(
        'not-blocked',
        `${address} has no block of its own. "blacklist why ${address}" tells what is known of it.`,
      );
    }
    await release(client, actor, [block], reason);
    return block;
  });
}

async function release(client: Client, actor: Actor, blocks: readonly Block[], reason: string): Promise<void> {
  if (blocks.length === 0) return;
  const ranges = blocks.map((block) => block.address);
  await releaseBlocks(
    client,
    blocks.map((block) => block.id),
    actor.name,
    reason,
    actor.nowMs,
  );
  for (const range of ranges) await putGrace(client, range, actor.nowMs + graceMs);
  await insertEngineChange(client, { kind: 'forget', detail: { ranges } });
  for (const block of blocks) {
    await audit(
      client,
      actor,
      'block.release',
      block.address,
      { origin: block.origin, expiresAt: block.expiresAt },
      { reason },
    );
  }
  await giveNotice(client, 'engine');
  await giveNotice(client, 'blacklist');
}

/** Puts an address or range on the allowlist and lifts the blocks inside it. */
export async function allow(
  actor: Actor,
  wish: { range: string; reason: string; duration: string },
): Promise<{ range: string; lifted: readonly string[] }> {
  const range = canonical(wish.range);
  const durationMs = parseDuration(wish.duration);
  const faults = [
    ...(typeof durationMs === 'string' ? [durationMs] : []),
    ...(wish.reason.trim() === '' ? ['A reason is missing: say why, for whoever asks later.'] : []),
  ];
  if (faults.length > 0 || typeof durationMs === 'string') throw new MendableError('allow-refused', faults.join('\n'));
  const expiresAt = durationMs === null ? null : actor.nowMs + durationMs;
  return actor.database.transaction(async (client) => {
    await putAllowEntry(client, { range, reason: wish.reason.trim(), expiresAt, by: actor.name });
    await decideHeld(client, range, 'allow', actor.name, actor.nowMs);
    await audit(client, actor, 'allow.add', range, undefined, { reason: wish.reason.trim(), expiresAt });
    const lifted = await activeBlocksWithin(client, [range]);
    await release(client, actor, lifted, `on the allowlist: ${wish.reason.trim()}`);
    await giveNotice(client, 'blacklist');
    return { range, lifted: lifted.map((block) => block.address) };
  });
}

export async function disallow(actor: Actor, text: string): Promise<string> {
  const range = canonical(text);
  await actor.database.transaction(async (client) => {
    if (!(await removeAllowEntry(client, range, actor.name, actor.nowMs))) {
      throw new MendableError('not-allowed', `${range} is not on the allowlist: "allow list" shows what is.`);
    }
    await audit(client, actor, 'allow.remove', range);
    await giveNotice(client, 'blacklist');
  });
  return range;
}

/** Lays changes over the settings in force; effective at once. Returns them as they are then. */
export async function changeSettings(actor: Actor, changes: unknown): Promise<Settings> {
  return actor.database.transaction(async (client) => {
    const stored = await loadSettings(client, actor.defaults);
    const checked = checkSettings(changes, stored.settings);
    if ('faults' in checked) throw new MendableError('settings-wrong', checked.faults.join('\n'));
    if (!(await saveSettings(client, checked.settings, stored.revision))) {
      throw new MendableError(
        'settings-changed',
        'Somebody else changed the settings at the same moment: look at them and try again.',
      );
    }
    await insertEngineChange(client, { kind: 'settings', detail: { revision: stored.revision + 1 } });
    await audit(client, actor, 'settings.change', 'settings', stored.settings, checked.settings);
    await giveNotice(client, 'engine');
    await giveNotice(client, 'blacklist');
    return checked.settings;
  });
}

/** Turns detection on or off; it stays so over a restart. */
export async function switchDetection(actor: Actor, on: boolean): Promise<void> {
  await actor.database.transaction(async (client) => {
    const { detection } = await loadSettings(client, actor.defaults);
    if (detection === on) return;
    await saveDetection(client, on);
    await insertEngineChange(client, { kind: 'detection', detail: { on } });
    await audit(client, actor, on ? 'detection.on' : 'detection.off', 'detection');
    await giveNotice(client, 'engine');
  });
}

export async function audit(
  client: Client,
  actor: Pick<Actor, 'name' | 'nowMs'>,
  action: string,
  subject: string,
  before?: unknown,
  after?: unknown,
): Promise<void> {
  await insertAuditEvents(client, [{ at: actor.nowMs, actor: actor.name, action, subject, before, after }]);
}

function canonical(text: string): string {
  const cidr = parseCidr(text);
  if (typeof cidr === 'string') throw new MendableError('address-wrong', cidr);
  return formatCidr(cidr);
}
