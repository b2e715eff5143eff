import { isSameDetection } from '../../detect/engine.ts';
import { MendableError } from '../../errors.ts';
import { checkSettings } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { giveNotice } from '../../store/notices.ts';
import { insertEngineChange } from '../../store/records/engineChanges.ts';
import { loadSettings, saveSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { changeDecisions } from '../changeDecisions.ts';

export interface ChangedSettings {
  readonly before: Settings;
  readonly after: Settings;
  readonly revision: number;
}

/** Lays changes over the settings in force, or only over this revision of them; effective at once. */
export async function changeSettings(actor: Actor, changes: unknown, fromRevision?: number): Promise<ChangedSettings> {
  return changeDecisions(actor, async (client) => {
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
