import type { Configuration } from '../setup/configuration.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { parseAddress } from '../model/address.ts';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import { pollAsFirewall } from '../publish/pollAsFirewall.ts';
import type { ListService } from './listService.ts';
import { reachable } from '../actions/list/reachable.ts';
import { repeat } from '../time/repeat.ts';

export interface DemoFirewallOptions {
  readonly list: Pick<ListService, 'port'>;
  readonly configuration: Configuration['list'];
  readonly everyMs: number;
  readonly log: Logger;
}

/** What the demo's firewall enforces: it fetches the list over HTTPS, and keeps its copy when it can't. */
export interface DemoFirewall {
  isListed(address: string): boolean;
  close(): void;
}

export function createDemoFirewall({ list, configuration, everyMs, log }: DemoFirewallOptions): DemoFirewall {
  const { login } = configuration;
  const where = { host: reachable(configuration.host), port: list.port, name: 'localhost' };
  let listed = createCidrSet([]);

  async function poll(): Promise<void> {
    try {
      const { status, body, fault } = await pollAsFirewall({ ...where, trusted: [], login });
      if (status === 200) listed = createCidrSet(body.split('\n').slice(0, -1).map(cidrOf));
      else log.debug({ status, fault }, "the demo's firewall did not get the list");
    } catch (error) {
      log.debug({ error: messageOf(error) }, "the demo's firewall could not read the list");
    }
  }

  return {
    isListed: (address) => listed.has(parseAddress(address) ?? []),
    close: repeat(everyMs, poll),
  };
}
