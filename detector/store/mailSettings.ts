import { noMailSettings } from '../model/mailSettings.ts';
import type { MailSettings } from '../model/mailSettings.ts';
import type { Queryable } from './database.ts';

export interface StoredMailSettings {
  readonly settings: MailSettings;
  /** Sealed; null: none. */
  readonly password: Buffer | null;
}

/** How mails are sent; nothing is set up in a database that has no row of it. */
export async function loadMailSettings(database: Queryable): Promise<StoredMailSettings> {
  const { rows } = await database.query<{ value: MailSettings; password: Buffer | null }>(
    'select value, password from mail_settings',
  );
  const row = rows.at(0);
  return { settings: { ...noMailSettings, ...row?.value }, password: row?.password ?? null };
}

/** The same, held until the transaction ends, so that two changes come one after the other. */
export async function lockMailSettings(database: Queryable): Promise<StoredMailSettings> {
  await database.query('insert into mail_settings (value) values ($1) on conflict do nothing', [
    JSON.stringify(noMailSettings),
  ]);
  await database.query('select from mail_settings for update');
  return loadMailSettings(database);
}

export async function saveMailSettings(database: Queryable, { settings, password }: StoredMailSettings): Promise<void> {
  await database.query(
    `insert into mail_settings (value, password) values ($1, $2)
     on conflict (singleton) do update set value = excluded.value, password = excluded.password`,
    [JSON.stringify(settings), password],
  );
}

/** Remembers that a server took a test mail. */
export async function noteMailTest(database: Queryable, nowMs: number): Promise<void> {
  await database.query(
    `insert into mail_settings (value, tested_at) values ($1, $2)
     on conflict (singleton) do update set tested_at = excluded.tested_at`,
    [JSON.stringify(noMailSettings), new Date(nowMs)],
  );
}

/** When a server took a test mail last, ms since 1970; null: never. */
export async function lastMailTest(database: Queryable): Promise<number | null> {
  const { rows } = await database.query<{ at: number | null }>('select tested_at as at from mail_settings');
  return rows.at(0)?.at ?? null;
}
