import type { Settings } from '../model/settings.ts';
import type { Queryable } from './database.ts';

export interface StoredSettings {
  /** Grows by one with each change. */
  readonly revision: number;
  readonly settings: Settings;
  readonly detection: boolean;
}

const firstRevision = 1;

/** The settings in force: the defaults until `keepDefaults` or a change stored some. */
export async function loadSettings(database: Queryable, defaults: Settings): Promise<StoredSettings> {
  const { rows } = await database.query<{ revision: number; value: Partial<Settings>; detection: boolean }>(
    'select revision, value, detection from settings',
  );
  const { revision, value, detection } = rows.at(0) ?? { revision: firstRevision, value: {}, detection: true };
  return { revision, settings: { ...defaults, ...value }, detection };
}

/** Makes the defaults the settings of a database that has none, so that a later version's defaults do not change it. */
export async function keepDefaults(database: Queryable, defaults: Settings): Promise<void> {
  await database.query('insert into settings (revision, value) values ($1, $2) on conflict do nothing', [
    firstRevision,
    JSON.stringify(defaults),
  ]);
}

/** Stores settings over the revision that they were made from; false when somebody else changed them meanwhile. */
export async function saveSettings(database: Queryable, settings: Settings, fromRevision: number): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into settings (revision, value) values ($2 + 1, $1)
     on conflict (singleton) do update set value = excluded.value, revision = excluded.revision where settings.revision = $2`,
    [JSON.stringify(settings), fromRevision],
  );
  return rowCount === 1;
}

export async function saveDetection(database: Queryable, detection: boolean): Promise<void> {
  await database.query(
    `insert into settings (revision, value, detection) values ($2, '{}', $1)
     on conflict (singleton) do update set detection = excluded.detection`,
    [detection, firstRevision],
  );
}
