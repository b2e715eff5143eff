import type { Settings } from '../model/settings.ts';
import type { Queryable } from './database.ts';

export interface StoredSettings {
  /** Grows by one with each change. */
  readonly revision: number;
  readonly settings: Settings;
  readonly detection: boolean;
}

/** The settings in force; the defaults become them in a database that has none. */
export async function loadSettings(database: Queryable, defaults: Settings): Promise<StoredSettings> {
  await database.query('insert into settings (revision, value) values (1, $1) on conflict do nothing', [
    JSON.stringify(defaults),
  ]);
  const { rows } = await database.query<{ revision: number; value: Settings; detection: boolean }>(
    'select revision, value, detection from settings',
  );
  const { revision, value, detection } = rows[0];
  return { revision, settings: { ...defaults, ...value }, detection };
}

/** Stores settings over the revision that they were made from; false when somebody else changed them meanwhile. */
export async function saveSettings(database: Queryable, settings: Settings, fromRevision: number): Promise<boolean> {
  const { rowCount } = await database.query(
    'update settings set value = $1, revision = revision + 1 where revision = $2',
    [JSON.stringify(settings), fromRevision],
  );
  return rowCount === 1;
}

export async function saveDetection(database: Queryable, detection: boolean): Promise<void> {
  await database.query('update settings set detection = $1', [detection]);
}
