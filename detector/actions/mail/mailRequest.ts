import { MendableError } from '../../errors.ts';
import type { MailSettings } from '../../model/mailSettings.ts';
import type { StoredMailSettings } from '../../store/mailSettings.ts';

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

/**
 * The password that a request means: the one given, made into what is needed, or the stored one. That one is not handed to
 * another server or account, where somebody could read it.
 */
export async function passwordOf<Given>(
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

export function trimmed(request: MailRequest): MailRequest {
  const recipients = [...new Set(request.recipients.map((recipient) => recipient.trim()))];
  const { host, user, sender, grafanaUrl } = request;
  return {
    ...request,
    ...{ host: host.trim(), user: user.trim(), sender: sender.trim(), grafanaUrl: grafanaUrl.trim(), recipients },
  };
}

export function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new MendableError('mail-settings-wrong', faults.join('\n'));
}
