import type { Queryable } from './database.ts';
import { onlyRow } from './onlyRow.ts';

export type MailState = 'waiting' | 'sent' | 'failed';

/** A mail as people see it. */
export interface StoredMail {
  readonly id: number;
  readonly createdAt: number;
  readonly subject: string;
  readonly recipients: string[];
  readonly state: MailState;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly sentAt: number | null;
  readonly lastError: string | null;
}

export interface NewMail {
  readonly createdAt: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly giveUpAt: number;
}

/** A mail that is being sent. */
export interface ClaimedMail {
  readonly id: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Those who have it not yet. */
  readonly recipients: string[];
  readonly messageId: string;
  /** This one included. */
  readonly attempts: number;
}

const columns = `id, created_at as "createdAt", subject, recipients, state, attempts,
  case when state = 'waiting' then next_attempt_at end as "nextAttemptAt", sent_at as "sentAt", last_error as "lastError"`;

export async function insertMail(database: Queryable, mail: NewMail): Promise<void> {
  await database.query(
    `insert into mail (created_at, subject, body_text, body_html, recipients, pending, message_id, next_attempt_at, give_up_at)
     values ($1, $2, $3, $4, $5, $5, $6, $1, $7)`,
    [
      new Date(mail.createdAt),
      mail.subject,
      mail.text,
      mail.html,
      mail.recipients,
      mail.messageId,
      new Date(mail.giveUpAt),
    ],
  );
}

/** When the newest mail was made, ms since 1970; null: there is none. */
export async function newestMailAt(database: Queryable): Promise<number | null> {
  const { rows } = await database.query<{ at: number }>('select created_at as at from mail order by id desc limit 1');
  return rows.at(0)?.at ?? null;
}

/** Takes the oldest mail that is due, for so long; nobody else gets it meanwhile. */
export async function claimMail(database: Queryable, nowMs: number, untilMs: number): Promise<ClaimedMail | undefined> {
  const { rows } = await database.query<ClaimedMail>(
    `update mail set attempts = attempts + 1, claimed_until = $2
     where id = (
       select id from mail
       where state = 'waiting' and next_attempt_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by id limit 1 for update skip locked
     )
     returning id, subject, body_text as text, body_html as html, pending as recipients, message_id as "messageId", attempts`,
    [new Date(nowMs), new Date(untilMs)],
  );
  return rows.at(0);
}

/** All of them have it; its text is not needed any more. */
export async function noteSent(database: Queryable, id: number, nowMs: number): Promise<void> {
  await database.query(
    `update mail set state = 'sent', sent_at = $2, pending = '{}', body_text = '', body_html = '', claimed_until = null,
       last_error = null
     where id = $1`,
    [id, new Date(nowMs)],
  );
}

/** These do not have it yet, and why. */
export async function noteUnsent(
  database: Queryable,
  id: number,
  { error, pending, nextAttemptAt }: { error: string; pending: readonly string[]; nextAttemptAt: number },
): Promise<void> {
  await database.query(
    'update mail set last_error = $2, pending = $3, next_attempt_at = $4, claimed_until = null where id = $1',
    [id, error, pending, new Date(nextAttemptAt)],
  );
}

/** While the server can't be used no waiting mail needs to be tried. */
export async function postponeMails(database: Queryable, untilMs: number): Promise<void> {
  await database.query(`update mail set next_attempt_at = $1 where state = 'waiting' and next_attempt_at < $1`, [
    new Date(untilMs),
  ]);
}

/** Every waiting mail is tried again at once: something was changed that may help. */
export async function hurryMails(database: Queryable, nowMs: number): Promise<void> {
  await database.query(`update mail set next_attempt_at = $1 where state = 'waiting' and next_attempt_at > $1`, [
    new Date(nowMs),
  ]);
}

/** Mails that were tried long enough, and the oldest beyond `maxWaiting`, have failed; how many. */
export async function giveUpMails(database: Queryable, nowMs: number, maxWaiting: number): Promise<number> {
  const { rowCount } = await database.query(
    `update mail set state = 'failed', claimed_until = null,
       last_error = case when give_up_at <= $1 then coalesce(last_error, 'It could not be tried in time.')
         else 'More than ' || $2::int || ' mails waited: the oldest were given up.' end
     where state = 'waiting' and (claimed_until is null or claimed_until <= $1) and (give_up_at <= $1 or id <= (
       select id from mail where state = 'waiting' order by id desc offset $2::int limit 1))`,
    [new Date(nowMs), maxWaiting],
  );
  return rowCount ?? 0;
}

/** Forgets mails that ended before a time, and the oldest failed ones beyond `maxFailed`. */
export async function deleteEndedMails(database: Queryable, beforeMs: number, maxFailed: number): Promise<void> {
  await database.query(
    `delete from mail where (state <> 'waiting' and created_at < $1) or (state = 'failed' and id <= (
       select id from mail where state = 'failed' order by id desc offset $2 limit 1))`,
    [new Date(beforeMs), maxFailed],
  );
}

/** Mails, newest first, older than number `belowId`. */
export async function listMails(
  database: Queryable,
  { state, belowId, limit }: { state?: MailState | undefined; belowId?: number | undefined; limit: number },
): Promise<StoredMail[]> {
  const { rows } = await database.query<StoredMail>(
    `select ${columns} from mail
     where ($1::text is null or state = $1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [state ?? null, belowId ?? null, limit],
  );
  return rows;
}

export async function findMail(database: Queryable, id: number): Promise<StoredMail | undefined> {
  const { rows } = await database.query<StoredMail>(`select ${columns} from mail where id = $1`, [id]);
  return rows.at(0);
}

/** Lets a mail that is not sent be tried again from now on; undefined when there is no such mail. */
export async function hurryMail(
  database: Queryable,
  id: number,
  nowMs: number,
  giveUpAt: number,
): Promise<StoredMail | undefined> {
  const { rows } = await database.query<StoredMail>(
    `update mail set state = 'waiting', next_attempt_at = $2, give_up_at = $3 where id = $1 and state <> 'sent'
     returning ${columns}`,
    [id, new Date(nowMs), new Date(giveUpAt)],
  );
  return rows.at(0);
}

export async function removeMail(database: Queryable, id: number): Promise<void> {
  await database.query('delete from mail where id = $1', [id]);
}

/** How many wait and how many have failed. */
export async function countMails(database: Queryable): Promise<{ waiting: number; failed: number }> {
  const { rows } = await database.query<{ waiting: number; failed: number }>(
    `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
     from mail where state in ('waiting', 'failed')`,
  );
  return onlyRow(rows);
}
