import { checkManualBlock } from '../block/manualBlock.ts';
import type { ManualRequest } from '../block/manualBlock.ts';
import { parseDuration } from '../block/duration.ts';
import { isOver } from '../block/expiry.ts';
import { keptOffReason } from '../block/keptOffReason.ts';
import { parseEntryRange } from '../block/parseEntryRange.ts';
import { isSameDetection } from '../detect/engine.ts';
import { cidrOf, formatCidr } from '../model/cidr.ts';
import { MendableError } from '../errors.ts';
import { checkSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import { removeAllowEntry } from '../store/blacklist/allowEntries.ts';
import { insertAuditEvents } from '../store/auditEvents.ts';
import { insertBlock } from '../store/blacklist/blocks.ts';
import { activeBlocksInside, activeBlocksOf, activeRangesOver } from '../store/blacklist/standingBlocks.ts';
import type { Block } from '../model/block.ts';
import type { Client } from '../store/database.ts';
import { insertEngineChange } from '../store/records/engineChanges.ts';
import { decideHeld } from '../store/blacklist/findings.ts';
import { giveNotice } from '../store/notices.ts';
import { loadSettings, saveDetection, saveSettings } from '../store/settingsRow.ts';
import { writeNote } from '../store/blacklist/shownBlocks.ts';
import type { Actor } from './actor.ts';
import { allowAll } from './blacklist/allowAll.ts';
import { reasonOf } from './blacklist/blacklistActions.ts';
import { loadSafety } from './blacklist/loadSafety.ts';
import { releaseAll } from './blacklist/releaseAll.ts';
import { canonicalText, rangeRead } from './canonicalText.ts';

export interface AddedBlock {
  readonly id: number;
  /** In canonical text. */
  readonly address: string;
  /** Null: permanent. */
  readonly expiresAt: number | null;
  /** A sentence for each thing to know about it. */
  readonly warnings: readonly string[];
}

/** Blocks an address or range by hand; `ticket`: where people write about it. */
export async function addBlock(
  actor: Actor,
  request: ManualRequest & { readonly ticket?: string },
): Promise<AddedBlock> {
  const { database, nowMs, name } = actor;
  return database.transaction(async (client) => {
    const { settings } = await loadSettings(client, actor.defaults);
    const checked = checkManualBlock(request, await loadSafety(client, settings, actor.listAccess, nowMs), nowMs);
    if ('faults' in checked) throw new MendableError('block-refused', checked.faults.join('\n'));
    const { block, warnings } = checked;
    const id = await insertBlock(client, { ...block, createdBy: name });
    if (id === undefined)
      throw new MendableError(
        'already-blocked',
        `${block.address} is blocked already: release it first to block it anew.`,
      );
    const ticket = request.ticket?.trim() ?? '';
    if (ticket !== '') await writeNote(client, id, { ticket, note: '' });
    await decideHeld(client, [block.address], 'block', name, nowMs);
    await audit(client, actor, 'block.add', block.address, undefined, {
      reason: block.reason,
      expiresAt: block.expiresAt,
    });
    await giveNotice(client, 'blacklist');
    return { id, address: block.address, expiresAt: block.expiresAt, warnings };
  });
}

export interface ReleasedBlock {
  readonly block: Block;
  /** The narrowest blocked range that blocks it all the same. */
  readonly stillBlockedBy: string | null;
}

/** Releases the block of exactly this address or range: it is forgotten and gets an hour of grace. */
export async function releaseBlock(actor: Actor, text: string, reason: string): Promise<ReleasedBlock> {
  const address = canonicalText(text);
  const why = reasonOf(reason);
  return actor.database.transaction(async (client) => {
    const block = (await activeBlocksOf(client, [address])).at(0);
    const range = await blockingRange(client, actor, address);
    if (block === undefined) {
      const { count } = await activeBlocksInside(client, address, 0);
      throw new MendableError('not-blocked', notBlocked(address, range, count));
    }
    await releaseAll(client, actor, [block], why);
    return { block, stillBlockedBy: range };
  });
}

function notBlocked(address: string, range: string | null, inside: number): string {
  const found = `${address} has no block of its own`;
  if (range !== null) return `${found}; the range ${range} blocks it: release that, or allow ${address}.`;
  if (inside === 0) return `${found}: "blacklist why ${address}" tells what is known of it.`;
  const lie =
    inside === 1 ? '1 block lies inside it: release that one' : `${inside} blocks lie inside it: release those`;
  return `${found}; ${lie} ("blacklist why ${address}" tells more).`;
}

/** The narrowest range whose block reaches an address or range inside it; null where none does, or safety leaves it out. */
async function blockingRange(client: Client, actor: Actor, address: string): Promise<string | null> {
  const { nowMs, listAccess, defaults } = actor;
  const range = (await activeRangesOver(client, [address])).find((block) => !isOver(block, nowMs));
  if (range === undefined) return null;
  const { settings } = await loadSettings(client, defaults);
  const safety = await loadSafety(client, settings, listAccess, nowMs);
  return keptOffReason(cidrOf(address), safety) === undefined ? range.address : null;
}

export interface Allowance {
  /** In canonical text. */
  readonly range: string;
  /** Null: for ever. */
  readonly expiresAt: number | null;
  /** What was blocked inside it. */
  readonly lifted: readonly string[];
  /** Wider blocked ranges that leave it out from now on. */
  readonly cutFrom: readonly string[];
}

/** Puts an address or range on the allowlist and lifts the blocks inside it. */
export async function allow(
  actor: Actor,
  request: { range: string; reason: string; duration: string },
): Promise<Allowance> {
  const range = formatCidr(rangeRead(parseEntryRange(request.range, 'allow')));
  const durationMs = parseDuration(request.duration);
  const faults = [
    ...(typeof durationMs === 'string' ? [durationMs] : []),
    ...(request.reason.trim() === '' ? ['A reason is missing: say why, for whoever asks later.'] : []),
  ];
  if (faults.length > 0 || typeof durationMs === 'string') throw new MendableError('allow-refused', faults.join('\n'));
  const expiresAt = durationMs === null ? null : actor.nowMs + durationMs;
  return actor.database.transaction(async (client) => {
    const lifted = await allowAll(client, actor, [{ range, reason: request.reason.trim() }], expiresAt);
    const wider = await activeRangesOver(client, [range]);
    return {
      range,
      expiresAt,
      lifted: lifted.map((block) => block.address),
      cutFrom: wider.filter((block) => !isOver(block, actor.nowMs)).map((block) => block.address),
    };
  });
}

export async function disallow(actor: Actor, text: string): Promise<string> {
  const range = canonicalText(text);
  await actor.database.transaction(async (client) => {
    if (!(await removeAllowEntry(client, range, actor.name, actor.nowMs))) {
      throw new MendableError('not-allowed', `${range} is not on the allowlist: "allow list" shows what is.`);
    }
    await audit(client, actor, 'allow.remove', range);
    await giveNotice(client, 'blacklist');
  });
  return range;
}

export interface ChangedSettings {
  readonly before: Settings;
  readonly after: Settings;
  readonly revision: number;
}

/** Lays changes over the settings in force, or only over this revision of them; effective at once. */
export async function changeSettings(actor: Actor, changes: unknown, fromRevision?: number): Promise<ChangedSettings> {
  return actor.database.transaction(async (client) => {
    const stored = await loadSettings(client, actor.defaults);
    const checked = checkSettings(changes, stored.settings);
    if ('faults' in checked) throw new MendableError('settings-wrong', checked.faults.join('\n'));
    if (!(await saveSettings(client, checked.settings, fromRevision ?? stored.revision))) {
      throw new MendableError(
        'settings-changed',
        'Somebody else changed the settings meanwhile: look at them and try again.',
      );
    }
    const revision = stored.revision + 1;
    const areWindowsKept = isSameDetection(stored.settings, checked.settings);
    await insertEngineChange(client, { kind: 'settings', detail: { revision, areWindowsKept } });
    await audit(client, actor, 'settings.change', 'settings', stored.settings, checked.settings);
    await giveNotice(client, 'engine');
    await giveNotice(client, 'blacklist');
    return { before: stored.settings, after: checked.settings, revision };
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
