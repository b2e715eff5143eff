import { checkManualBlock } from '../../block/manualBlock.ts';
import type { ManualRequest } from '../../block/manualBlock.ts';
import { MendableError } from '../../errors.ts';
import { writeNote } from '../../store/blacklist/shownBlocks.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { addBlocks } from './addBlocks.ts';
import { loadSafety } from './loadSafety.ts';

export interface AddedBlock {
  readonly id: number;
  /** In canonical text. */
  readonly address: string;
  /** Null: permanent. */
  readonly expiresAt: number | null;
  /** A sentence for each thing to know about it. */
  readonly warnings: readonly string[];
}

/** Blocks an address or range by hand; `ticket`: where people write about it. Every fault of what was given is named at once. */
export async function addBlock(
  actor: Actor,
  request: ManualRequest & { readonly ticket?: string },
): Promise<AddedBlock> {
  return changeDecisions(actor, async (client) => {
    const { settings } = await loadSettings(client, actor.defaults);
    const safety = await loadSafety(client, settings, actor.listAccess, actor.nowMs);
    const checked = checkManualBlock(request, safety, actor.nowMs);
    if ('faults' in checked) throw new MendableError('block-refused', checked.faults.join('\n'));
    const { address, reason, expiresAt } = checked.block;
    const { added } = await addBlocks(client, actor, [{ address, reason }], { duration: request.duration, expiresAt });
    const id = added.get(address);
    if (id === undefined) {
      throw new MendableError(
        'already-blocked',
        `${address} is blocked already: extend its block, or release it first to block it anew.`,
      );
    }
    const ticket = request.ticket?.trim() ?? '';
    if (ticket !== '') await writeNote(client, id, { ticket, note: '' });
    return { id, address, expiresAt, warnings: checked.warnings };
  });
}
