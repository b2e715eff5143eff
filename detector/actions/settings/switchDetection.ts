import { giveNotice } from '../../store/notices.ts';
import { insertEngineChange } from '../../store/records/engineChanges.ts';
import { loadSettings, saveDetection } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { changeDecisions } from '../changeDecisions.ts';

/** Turns detection on or off; it stays so over a restart. */
export async function switchDetection(actor: Actor, on: boolean): Promise<void> {
  await changeDecisions(actor, async (client) => {
    const { detection } = await loadSettings(client, actor.defaults);
    if (detection === on) return;
    await saveDetection(client, on);
    await insertEngineChange(client, { kind: 'detection', detail: { on } });
    await audit(client, actor, on ? 'detection.on' : 'detection.off', 'detection');
    await giveNotice(client, 'engine');
  });
}
