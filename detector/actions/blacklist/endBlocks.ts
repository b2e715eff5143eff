import type { Block } from '../../model/block.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import { releaseBlocks } from '../../store/blacklist/blocks.ts';
import type { Client } from '../../store/database.ts';
import { insertEngineChange } from '../../store/records/engineChanges.ts';
import { putGrace } from '../../store/blacklist/grace.ts';
import { giveNotice } from '../../store/notices.ts';
import type { Actor } from '../actor.ts';
import { hourMs } from '../../time/units.ts';

const graceMs = hourMs;

/** Releases active blocks, within a change: what was counted about each is forgotten, and for an hour nothing blocks it again. */
export async function endBlocks(
  client: Client,
  actor: Actor,
  blocks: readonly Pick<Block, 'id' | 'address' | 'origin' | 'expiresAt'>[],
  reason: string,
): Promise<void> {
  if (blocks.length === 0) return;
  const { name, nowMs } = actor;
  const ranges = blocks.map((block) => block.address);
  const ids = blocks.map((block) => block.id);
  await releaseBlocks(client, ids, name, reason, nowMs);
  await putGrace(client, ranges, nowMs + graceMs);
  await insertEngineChange(client, { kind: 'forget', detail: { ranges } });
  await insertAuditEvents(
    client,
    blocks.map(({ address, origin, expiresAt }) => ({
      at: nowMs,
      actor: name,
      action: 'block.release',
      subject: address,
      before: { origin, expiresAt },
      after: { reason },
    })),
  );
  await giveNotice(client, 'engine');
  await giveNotice(client, 'blacklist');
}
