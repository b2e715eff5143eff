import { hasBlockHistory } from '../store/blacklist/blocks.ts';
import { listDevices } from '../store/devices.ts';
import type { Database } from '../store/database.ts';
import { listClients } from '../store/listPolls.ts';
import type { Settings } from '../model/settings.ts';

/** What is left to do before the product protects anything, for the person who started it. */
export async function nextSteps(database: Database, settings: Settings, listPort: number): Promise<string[]> {
  const steps: string[] = [];
  if ((await listDevices(database.pool)).length === 0) {
    steps.push(
      `register a firewall:     npm run -s detector -- device add FW-1 --file /var/log/Firewall/FW-1.log --time-zone ${settings.timeZone}`,
    );
  }
  if (settings.ownNetworks.length === 0) {
    steps.push('say what is defended:    npm run -s detector -- settings set ownNetworks=203.0.113.0/24');
  }
  if ((await listClients(database.pool)).every(({ isServer }) => isServer)) {
    steps.push(
      `let the firewall poll:   an External Dynamic List (IP list) of https://<this server>:${listPort}/files/blacklist.txt`,
    );
  }
  const lines = steps.map((step, i) => `${i === 0 ? 'Next:     ' : '          '}${step}`);
  if (await hasBlockHistory(database.pool)) return lines;
  return ['List:     empty until the first block; firewalls may poll it already', ...lines];
}
