import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import type { Client } from '../../store/database.ts';
import { listDevices } from '../../store/devices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { allowAll } from '../blacklist/allowAll.ts';
import { changeDevice } from '../devices/changeDevice.ts';
import { readConfigurationDocument } from './configurationDocument.ts';
import { addDevice } from '../devices/deviceOperations.ts';
import { audit, changeSettings } from '../operations.ts';
import { planImport } from './planImport.ts';
import type { ImportPlan } from './planImport.ts';

/** What it changes, or would change: a sentence each. With a fault nothing is changed. */
export type ImportOutcome = Pick<ImportPlan, 'changes' | 'faults'>;

/** Takes a document of another installation over, in one transaction; a dry run only tells. */
export async function importConfiguration(actor: Actor, value: unknown, dryRun: boolean): Promise<ImportOutcome> {
  const document = readConfigurationDocument(value);
  if (!('version' in document)) return { changes: [], faults: document };
  return actor.database.transaction(async (client) => {
    const plan = planImport(document, await loadStanding(client, actor), actor.nowMs);
    const { changes, faults } = plan;
    if (!dryRun && faults.length === 0 && changes.length > 0) await apply(client, actor, plan);
    return { changes, faults };
  });
}

async function loadStanding(client: Client, { defaults, nowMs }: Actor) {
  const { settings } = await loadSettings(client, defaults);
  return { settings, devices: await listDevices(client), allowlist: await activeAllowEntries(client, nowMs) };
}

async function apply(client: Client, actor: Actor, plan: ImportPlan): Promise<void> {
  // The operations' own transactions are parts of this one.
  const inside = { ...actor, database: { ...actor.database, transaction: <T>(work: Work<T>) => work(client) } };
  if (plan.settings !== undefined) await changeSettings(inside, plan.settings);
  for (const { id, ...request } of plan.changed) await changeDevice(inside, id, request);
  for (const request of plan.added) await addDevice(inside, request);
  for (const [expiresAt, entries] of Map.groupBy(plan.allowed, (entry) => entry.expiresAt)) {
    await allowAll(client, inside, entries, expiresAt);
  }
  await audit(client, actor, 'configuration.import', 'configuration', undefined, { changes: plan.changes.length });
}

type Work<T> = (client: Client) => Promise<T>;
