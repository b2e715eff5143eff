import { randomUUID } from 'node:crypto';
import { messageOf } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { MailSettings } from '../../model/mailSettings.ts';
import type { Settings } from '../../model/settings.ts';
import { composeDigest, maxDetailed } from '../../notify/composeDigest.ts';
import type { Composed } from '../../notify/composeDigest.ts';
import { digestDueAt, nextAttemptAt, triedForMs } from '../../notify/mailTimes.ts';
import { openSecret } from '../../notify/secretBox.ts';
import { sendMail } from '../../notify/sendMail.ts';
import type { Delivery } from '../../notify/sendMail.ts';
import type { Database } from '../../store/database.ts';
import { loadMailSettings } from '../../store/mailSettings.ts';
import type { StoredMailSettings } from '../../store/mailSettings.ts';
import * as mails from '../../store/mails.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { blocksToTellOf, hasPendingBlocks, takePendingBlocks } from '../../store/blacklist/pendingBlocks.ts';
import { minuteMs, dayMs } from '../../time/units.ts';

export interface NotifyOptions {
  readonly database: Database;
  readonly defaults: Settings;
  /** Where the key stands that the password is sealed with. */
  readonly dataDir: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** Blocks that one mail stands for at most; further ones go into the next. */
const maxNotified = 10_000;
/** At one mail in five minutes, three days of a server that is down are 864. */
const maxWaiting = 1_000;
const maxFailed = 1_000;
const keptMs = 30 * dayMs;
/** Longer than sending one takes; a detector that dies with it leaves it to the next one then. */
const claimMs = 5 * minuteMs;

/**
 * Creates what mails are made and sent by: each call makes the mail that is due, if any, and sends what waits. A mail is
 * made in the transaction that notes its blocks as told of, so that no crash loses or repeats one.
 */
export function createNotifyRound(options: NotifyOptions): (stop: AbortSignal) => Promise<void> {
  const { database, now, log } = options;
  const { pool } = database;
  let firstNewAt: number | null = null;

  return async (stop) => {
    const stored = await loadMailSettings(pool);
    if (!stored.settings.isOn) {
      firstNewAt = null;
      return;
    }
    await gather(stored.settings);
    await deliver(stored, stop);
  };

  async function gather(settings: MailSettings): Promise<void> {
    if (!(await hasPendingBlocks(pool))) {
      firstNewAt = null;
      return;
    }
    firstNewAt ??= now();
    if (now() < digestDueAt(firstNewAt, await mails.newestMailAt(pool))) return;
    const total = await makeDigest(options, settings);
    firstNewAt = null;
    const failed = await mails.giveUpMails(pool, now(), maxWaiting);
    await mails.deleteEndedMails(pool, now() - keptMs, maxFailed);
    if (total > 0) log.info({ blocks: total }, 'a mail about new blocks was made');
    if (failed > 0) log.warn({ mails: failed }, 'mails were given up');
  }

  async function deliver({ settings, password }: StoredMailSettings, stop: AbortSignal): Promise<void> {
    await mails.giveUpMails(pool, now(), maxWaiting);
    while (!stop.aborted) {
      const mail = await mails.claimMail(pool, now(), now() + claimMs);
      if (mail === undefined) return;
      const delivery = await attempt(options, { settings, password }, mail, stop);
      await note(mail, delivery);
      if (delivery.kind === 'failed' && delivery.isServerFault) return;
    }
  }

  async function note({ id, attempts, recipients }: mails.ClaimedMail, delivery: Delivery): Promise<void> {
    if (delivery.kind === 'accepted' && delivery.refused.length === 0) {
      await mails.noteSent(pool, id, now());
      log.info({ mail: id, answer: delivery.answer }, 'a mail was sent');
      return;
    }
    const retryAt = nextAttemptAt(attempts, now());
    const pending = delivery.kind === 'accepted' ? delivery.refused : recipients;
    const error =
      delivery.kind === 'accepted' ? `Refused for ${pending.join(', ')}: ${delivery.answer}` : delivery.answer;
    await mails.noteUnsent(pool, id, { error, pending, nextAttemptAt: retryAt });
    if (delivery.kind === 'failed' && delivery.isServerFault) await mails.postponeMails(pool, retryAt);
    log.warn({ mail: id, error }, 'a mail could not be sent; it is tried again');
  }
}

/** One mail about all blocks that no mail told of; resolves with how many. */
async function makeDigest({ database, defaults, now }: NotifyOptions, settings: MailSettings): Promise<number> {
  return database.transaction(async (client) => {
    const ids = await takePendingBlocks(client, now(), maxNotified);
    if (ids.length === 0) return 0;
    const blocks = await blocksToTellOf(client, ids.slice(-maxDetailed));
    const { timeZone } = (await loadSettings(client, defaults)).settings;
    const digest = composeDigest({ blocks, total: ids.length, timeZone, grafanaUrl: settings.grafanaUrl });
    await mails.insertMail(client, { ...mailOf(digest, settings), createdAt: now(), giveUpAt: now() + triedForMs });
    return ids.length;
  });
}

/** A composed mail with whom it goes to and its own mark. */
export function mailOf(composed: Composed, { sender, recipients }: MailSettings) {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  return { ...composed, recipients, messageId: `${randomUUID()}@${domain}` };
}

async function attempt(
  { dataDir }: NotifyOptions,
  { settings, password }: StoredMailSettings,
  mail: mails.ClaimedMail,
  stop: AbortSignal,
): Promise<Delivery> {
  try {
    const opened = password === null ? '' : await openSecret(dataDir, password);
    return await sendMail({ ...settings, password: opened }, mail, stop);
  } catch (error) {
    return { kind: 'failed', answer: messageOf(error), isServerFault: true };
  }
}
