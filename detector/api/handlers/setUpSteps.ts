import type { Settings } from '../../model/settings.ts';
import type { Queryable } from '../../store/database.ts';
import { deviceStates, listDevices, listUnregistered } from '../../store/devices.ts';
import { lastMailTest } from '../../store/mailSettings.ts';
import { wasDenyRuleHit, wasListServed } from '../../store/counts/overviewCounts.ts';

export type SetUpStep =
  | 'detector-connected'
  | 'logs-arriving'
  | 'device-registered'
  | 'own-networks-set'
  | 'list-polled'
  | 'deny-rule-hit'
  | 'test-mail-sent';

/** What is to be done until the product is of use, in order, and what of it the data shows as done. */
export async function setUpSteps(
  database: Queryable,
  settings: Settings,
): Promise<{ step: SetUpStep; isDone: boolean }[]> {
  const [states, strangers, devices, isServed, isHit, testedAt] = await Promise.all([
    deviceStates(database),
    listUnregistered(database),
    listDevices(database),
    wasListServed(database),
    wasDenyRuleHit(database, settings.denyRule),
    lastMailTest(database),
  ]);
  return [
    // This answer itself proves that the detector is reachable.
    { step: 'detector-connected', isDone: true },
    { step: 'logs-arriving', isDone: states.some(({ lines }) => lines > 0) || strangers.length > 0 },
    { step: 'device-registered', isDone: devices.length > 0 },
    { step: 'own-networks-set', isDone: settings.ownNetworks.length > 0 },
    { step: 'list-polled', isDone: isServed },
    { step: 'deny-rule-hit', isDone: isHit },
    { step: 'test-mail-sent', isDone: testedAt !== null },
  ];
}
