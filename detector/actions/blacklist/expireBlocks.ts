import type { Block } from '../../model/block.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import { releaseBlocks } from '../../store/blacklist/blocks.ts';
import type { Client } from '../../store/database.ts';
import { giveNotice } from '../../store/notices.ts';

/** Releases active blocks whose end has come, within a change; unlike a person's release it forgets nothing and gives no grace. */
export async function expireBlocks(
  client: Client,
  blocks: readonly Block[],
  reason: string,
  nowMs: number,
): Promise<void> {
  if (blocks.length === 0) return;
  const ids = blocks.map(({ id }) => id);
  await releaseBlocks(client, ids, 'detector', reason, nowMs);
  await insertAuditEvents(
    client,
    blocks.map(({ address, lastSeenAt, expiresAt }) => ({
      at: nowMs,
      actor: 'detector',
      action: 'block.expire',
      subject: address,
      before: { lastSeenAt, expiresAt },
    })),
  );
  await giveNotice(client, 'blacklist');
}
