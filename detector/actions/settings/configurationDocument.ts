import Type from 'typebox';
import type { Static } from 'typebox';
import { createShapeCheck } from '../../schema/createShapeCheck.ts';
import { closed, instant, orNull, reason, text } from '../../schema/fields.ts';
import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { listDevices } from '../../store/devices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { productVersion } from '../../setup/productVersion.ts';

const names = Type.Array(text(300), { maxItems: 100 });
const device = Type.Object(
  {
    name: text(64),
    hosts: names,
    files: names,
    senders: names,
    timeZone: orNull(text(64)),
    format: orNull(text(10_000)),
  },
  closed,
);
const allowed = Type.Object({ range: text(64), reason, expiresAt: orNull(instant) }, closed);

/** What people take from one installation to another; no secret stands in it. */
const documentSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1, maximum: 1 }),
    /** The product that wrote it. */
    product: Type.Optional(text(100)),
    writtenAt: Type.Optional(instant),
    settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    devices: Type.Optional(Type.Array(device, { maxItems: 1_000 })),
    allowlist: Type.Optional(Type.Array(allowed, { maxItems: 100_000 })),
  },
  closed,
);
export type ConfigurationDocument = Static<typeof documentSchema>;

const faultsOf = createShapeCheck('document', documentSchema);

/** Reads such a document, or gives a sentence for each fault of its shape. */
export function readConfigurationDocument(value: unknown): ConfigurationDocument | readonly string[] {
  const faults = faultsOf(value);
  return faults.length > 0 ? faults : (value as ConfigurationDocument);
}

export async function exportConfiguration({ database, defaults, nowMs }: Actor): Promise<ConfigurationDocument> {
  const { pool } = database;
  const { settings } = await loadSettings(pool, defaults);
  const devices = await listDevices(pool);
  const entries = await activeAllowEntries(pool, nowMs);
  return {
    version: 1,
    product: `Active Defense ${productVersion()}`,
    writtenAt: nowMs,
    settings,
    devices: devices.map(({ name, hosts, files, senders, timeZone, format }) => ({
      ...{ name, timeZone, format },
      hosts: [...hosts],
      files: [...files],
      senders: [...senders],
    })),
    allowlist: entries.map(({ range, reason, expiresAt }) => ({ range, reason, expiresAt })),
  };
}
