import { mailSettingsFaults } from '../../notify/checkMailSettings.ts';
import { sealSecret } from '../../notify/secretBox.ts';
import { passOverPendingBlocks } from '../../store/blacklist/pendingBlocks.ts';
import { hurryMails } from '../../store/mails.ts';
import { lockMailSettings, saveMailSettings } from '../../store/mailSettings.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { passwordOf, refuseFaults, shownMailSettings, trimmed } from './mailRequest.ts';
import type { MailRequest, ShownMailSettings } from './mailRequest.ts';

/** Changes how mails are sent. Blocks that stand when mails are turned on are not told of. */
export async function changeMailSettings(
  actor: Actor,
  dataDir: string,
  request: MailRequest,
): Promise<ShownMailSettings> {
  const { password, ...settings } = trimmed(request);
  refuseFaults(mailSettingsFaults(settings, password ?? '', settings.isOn));
  return actor.database.transaction(async (client) => {
    const stored = await lockMailSettings(client);
    const sealed = await passwordOf(request, stored, (text) => sealSecret(dataDir, text));
    const next = { settings, password: settings.user === '' ? null : sealed };
    await saveMailSettings(client, next);
    if (settings.isOn && !stored.settings.isOn) await passOverPendingBlocks(client, actor.nowMs);
    await hurryMails(client, actor.nowMs);
    const shown = shownMailSettings(next);
    await audit(client, actor, 'notifications.change', 'notifications', shownMailSettings(stored), {
      ...shown,
      ...(password === undefined ? {} : { passwordEntered: true }),
    });
    return shown;
  });
}
