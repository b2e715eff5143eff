import { blocksByIds, writeNote } from '../../store/blacklist/shownBlocks.ts';
import type { ShownBlock } from '../../store/blacklist/shownBlocks.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';

/** Changes a block's ticket number and note, as far as they are given; undefined where there is no such block. */
export async function annotateBlock(
  actor: Actor,
  id: number,
  change: { readonly ticket?: string; readonly note?: string },
): Promise<ShownBlock | undefined> {
  return actor.database.transaction(async (client) => {
    const block = (await blocksByIds(client, [id])).at(0);
    if (block === undefined) return undefined;
    const before = { ticket: block.ticket, note: block.note };
    const after = { ticket: change.ticket?.trim() ?? before.ticket, note: change.note?.trim() ?? before.note };
    if (after.ticket === before.ticket && after.note === before.note) return block;
    await writeNote(client, id, after);
    await audit(client, actor, 'block.note', block.address, before, after);
    return { ...block, ...after };
  });
}
