import { mailSettingsFaults } from '../../notify/checkMailSettings.ts';
import { composeTestMail } from '../../notify/composeTestMail.ts';
import { openSecret } from '../../notify/secretBox.ts';
import { sendMail } from '../../notify/sendMail.ts';
import { loadMailSettings, noteMailTest } from '../../store/mailSettings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { passwordOf, refuseFaults, trimmed } from './mailRequest.ts';
import type { MailRequest } from './mailRequest.ts';
import { mailOf } from './notifyRound.ts';

/** A person waits for the answer; the API gives up a little later, at 25 s. */
const testLimitMs = 20_000;

/** Sends a test mail at once, with settings that may not be stored; what came of it in the server's own words. */
export async function sendTestMail(
  actor: Actor,
  dataDir: string,
  request: MailRequest,
): Promise<{ isSent: boolean; answer: string }> {
  const settings = trimmed(request);
  refuseFaults(mailSettingsFaults(settings, request.password ?? '', true));
  const { pool } = actor.database;
  const stored = await loadMailSettings(pool);
  const password = (await passwordOf(request, stored, (text) => Promise.resolve(text))) ?? '';
  const opened = typeof password === 'string' ? password : await openSecret(dataDir, password);
  const { timeZone } = (await loadSettings(pool, actor.defaults)).settings;
  const mail = mailOf(composeTestMail(actor.nowMs, timeZone), settings);
  const delivery = await sendMail({ ...settings, password: opened }, mail, AbortSignal.timeout(testLimitMs));
  if (delivery.kind === 'failed') return { isSent: false, answer: delivery.answer };
  if (delivery.refused.length > 0) {
    return { isSent: false, answer: `Refused for ${delivery.refused.join(', ')}: ${delivery.answer}` };
  }
  await noteMailTest(pool, actor.nowMs);
  return { isSent: true, answer: delivery.answer };
}
