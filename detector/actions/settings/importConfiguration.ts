import type { Device } from '../../model/device.ts';
import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import type { Client } from '../../store/database.ts';
import { insertDevice, listDevices } from '../../store/devices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { updateDevice } from '../../store/updateDevice.ts';
import type { Actor } from '../actor.ts';
import { addAllowEntries } from '../allowlist/addAllowEntries.ts';
import { audit } from '../audit.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { noteDevice } from '../devices/noteDevice.ts';
import { changeSettings } from './changeSettings.ts';
import { readConfigurationDocument } from './configurationDocument.ts';
import { planImport } from './planImport.ts';
import type { ImportPlan } from './planImport.ts';

/** What it changes, or would change: a sentence each. With a fault nothing is changed. */
export type ImportOutcome = Pick<ImportPlan, 'changes' | 'faults'>;

/** Takes a document of another installation over, in one transaction; a dry run only tells. */
export async function importConfiguration(actor: Actor, value: unknown, dryRun: boolean): Promise<ImportOutcome> {
  const document = readConfigurationDocument(value);
  if (!('version' in document)) return { changes: [], faults: document };
  return changeDecisions(actor, async (client) => {
    const standing = await loadStanding(client, actor);
    const plan = planImport(document, standing, actor.nowMs);
    const { changes, faults } = plan;
    if (!dryRun && faults.length === 0 && changes.length > 0) await apply(client, actor, plan, standing.devices);
    return { changes, faults };
  });
}

async function loadStanding(client: Client, { defaults, nowMs }: Actor) {
  const { settings } = await loadSettings(client, defaults);
  return { settings, devices: await listDevices(client), allowlist: await activeAllowEntries(client, nowMs) };
}

/** Stores the plan as it is: it was checked as a whole, and on the way to it two devices may have the same host name. */
async function apply(client: Client, actor: Actor, plan: ImportPlan, before: readonly Device[]): Promise<void> {
  // The transaction of a change of settings is a part of this one.
  const inside = { ...actor, database: { ...actor.database, transaction: <T>(work: Work<T>) => work(client) } };
  if (plan.settings !== undefined) await changeSettings(inside, plan.settings);
  for (const device of plan.changed) {
    await updateDevice(client, device);
    await noteDevice(
      client,
      actor,
      'device.change',
      device,
      before.find(({ id }) => id === device.id),
    );
  }
  for (const device of plan.added) {
    await insertDevice(client, device);
    await noteDevice(client, actor, 'device.add', device);
  }
  for (const [expiresAt, entries] of Map.groupBy(plan.allowed, (entry) => entry.expiresAt)) {
    await addAllowEntries(client, actor, entries, expiresAt);
  }
  await audit(client, actor, 'configuration.import', 'configuration', undefined, { changes: plan.changes.length });
}

type Work<T> = (client: Client) => Promise<T>;
