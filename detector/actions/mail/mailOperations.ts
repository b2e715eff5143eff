import { MendableError } from '../../errors.ts';
import type { MailSettings } from '../../model/mailSettings.ts';
import { mailSettingsFaults } from '../../notify/checkMailSettings.ts';
import { composeTestMail } from '../../notify/composeTestMail.ts';
import { triedForMs } from '../../notify/mailTimes.ts';
import { openSecret, sealSecret } from '../../notify/secretBox.ts';
import { sendMail } from '../../notify/sendMail.ts';
import { lockMailSettings, loadMailSettings, noteMailTest, saveMailSettings } from '../../store/mailSettings.ts';
import type { StoredMailSettings } from '../../store/mailSettings.ts';
import { deleteMail, findMail, hurryMails, retryMail } from '../../store/mails.ts';
import type { StoredMail } from '../../store/mails.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { passOverPendingBlocks } from '../../store/blacklist/pendingBlocks.ts';
import type { Actor } from '../actor.ts';
import { mailOf } from './notifyRound.ts';
import { audit } from '../operations.ts';

/** A person waits for the answer; the API gives up a little later, at 25 s. */
const testLimitMs = 20_000;

/** What a person wants of mails. */
export interface MailRequest extends MailSettings {
  /** Absent: the stored one stays; empty: none. */
  readonly password?: string;
}

/** The settings without the password. */
export interface ShownMailSettings extends MailSettings {
  readonly hasPassword: boolean;
}

export function shownMailSettings({ settings, password }: StoredMailSettings): ShownMailSettings {
  return { ...settings, hasPassword: password !== null };
}

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

/** Tries a mail again now, and for three more days. */
export async function tryMailAgain(actor: Actor, id: number): Promise<StoredMail> {
  return actor.database.transaction(async (client) => {
    const before = await findMail(client, id);
    if (before === undefined) throw noSuchMail(id);
    const after = await retryMail(client, id, actor.nowMs, actor.nowMs + triedForMs);
    if (after === undefined) throw new MendableError('already-sent', `Mail ${id} was sent: there is nothing to try.`);
    await audit(client, actor, 'mail.retry', `mail ${id}`, { state: before.state, lastError: before.lastError });
    return after;
  });
}

/** Gives a mail up; blocks that it told of are not told of again. */
export async function giveMailUp(actor: Actor, id: number): Promise<void> {
  await actor.database.transaction(async (client) => {
    const mail = await findMail(client, id);
    if (mail === undefined) throw noSuchMail(id);
    await deleteMail(client, id);
    await audit(client, actor, 'mail.delete', `mail ${id}`, mail);
  });
}

/**
 * The password that a request means: the one given, made into what is needed, or the stored one. That one is not handed to
 * another server or account, where somebody could read it.
 */
async function passwordOf<Given>(
  { host, user, password }: MailRequest,
  stored: StoredMailSettings,
  make: (text: string) => Promise<Given>,
): Promise<Given | Buffer | null> {
  if (user.trim() === '' || password === '') return null;
  if (password !== undefined) return make(password);
  const isSame = stored.settings.host === host.trim() && stored.settings.user === user.trim();
  if (stored.password === null || isSame) return stored.password;
  throw new MendableError(
    'mail-settings-wrong',
    'The stored password is for another server or user: enter the password for this one.',
  );
}

function trimmed(request: MailRequest): MailRequest {
  const recipients = [...new Set(request.recipients.map((recipient) => recipient.trim()))];
  const { host, user, sender, grafanaUrl } = request;
  return {
    ...request,
    ...{ host: host.trim(), user: user.trim(), sender: sender.trim(), grafanaUrl: grafanaUrl.trim(), recipients },
  };
}

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new MendableError('mail-settings-wrong', faults.join('\n'));
}

function noSuchMail(id: number): MendableError {
  return new MendableError('no-such-mail', `There is no mail ${id} any more: look at the list again.`);
}
