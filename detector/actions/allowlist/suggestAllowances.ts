import { parseAddress } from '../../model/address.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import { isPublic } from '../../model/publicAddress.ts';
import type { AllowEntry } from '../../store/blacklist/allowEntries.ts';
import type { Queryable } from '../../store/database.ts';
import { listDevices } from '../../store/devices.ts';
import { listClients } from '../../store/listPolls.ts';

export interface Suggestion {
  readonly range: string;
  readonly why: 'list-client' | 'log-sender' | 'own-name';
  /** The reason that the entry would get. */
  readonly reason: string;
}

/** Strangers may ask for a list that everybody may fetch: no more of each kind than a person can look through. */
const maxOfKind = 20;

/** What could be put on the allowlist and does not stand there yet, each once: senders, this server, and who fetches the list. */
export async function suggestAllowances(
  database: Queryable,
  entries: readonly AllowEntry[],
  ownAddresses: readonly string[],
): Promise<Suggestion[]> {
  const allowed = createCidrSet(entries.map(({ range }) => cidrOf(range)));
  const senders = (await listDevices(database)).flatMap(({ name, senders: addresses }) =>
    addresses.map((range) => ({ range, why: 'log-sender' as const, reason: `The device ${name} sends logs from it.` })),
  );
  const own = ownAddresses.map((range) => ({ range, why: 'own-name' as const, reason: "This server's own address." }));
  const clients = (await listClients(database))
    .filter(({ lastServedAt }) => lastServedAt !== null)
    .map(({ client, polls, firstAt }) => ({
      range: client,
      why: 'list-client' as const,
      reason: `It fetches the list: ${polls} times since ${new Date(firstAt).toISOString().slice(0, 10)}.`,
    }));
  const known = new Set<string>();
  return [senders, own, clients].flatMap((kind) =>
    kind.filter(({ range }) => isNews(range) && !known.has(range) && known.add(range)).slice(0, maxOfKind),
  );

  function isNews(range: string): boolean {
    const words = parseAddress(range);
    return words !== undefined && isPublic(words) && !allowed.has(words);
  }
}
