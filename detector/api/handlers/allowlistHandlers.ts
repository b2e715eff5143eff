import { networkInterfaces } from 'node:os';
import type { allowlistRoutes } from '../contract/allowlist.ts';
import type { Handlers } from '../contract/contract.ts';
import { parseEntryRange } from '../../block/parseEntryRange.ts';
import { MendableError } from '../../errors.ts';
import { cidrOf, compareCidrs, containsCidr, formatCidr } from '../../model/cidr.ts';
import type { Cidr } from '../../model/cidr.ts';
import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import type { AllowEntry } from '../../store/blacklist/allowEntries.ts';
import { activeBlocksWithin } from '../../store/blacklist/standingBlocks.ts';
import { importAllowlist } from '../../actions/allowlist/importAllowlist.ts';
import { suggestAllowances } from '../../actions/allowlist/suggestAllowances.ts';
import { allowRange } from '../../actions/allowlist/allow.ts';
import { disallow } from '../../actions/allowlist/disallow.ts';
import type { ApiContext } from './apiContext.ts';

const liftedShown = 20;
const overlapsShown = 100;

export function createAllowlistHandlers(
  context: Pick<ApiContext, 'database' | 'actorOf' | 'now'>,
): Handlers<keyof typeof allowlistRoutes> {
  const { pool } = context.database;
  return {
    async 'GET /allowlist'() {
      const entries = await activeAllowEntries(pool, context.now());
      const wider = widerEntries(entries);
      return {
        entries: entries.map((entry) => ({ ...entry, coveredBy: wider.get(entry.id) ?? null })),
        suggestions: await suggestAllowances(pool, entries, ownAddresses()),
      };
    },

    async 'POST /allowlist/preview'({ body }) {
      const cidr = parseEntryRange(body.range, 'allow');
      if (typeof cidr === 'string') return { range: body.range, faults: [cidr], lifts: 0, lifted: [], overlaps: [] };
      const range = formatCidr(cidr);
      const lifted = (await activeBlocksWithin(pool, [range])).map(({ address }) => address);
      const overlaps = (await activeAllowEntries(pool, context.now())).filter((entry) => {
        const other = cidrOf(entry.range);
        return containsCidr(other, cidr) || containsCidr(cidr, other);
      });
      return {
        range,
        faults: [],
        lifts: lifted.length,
        lifted: lifted.slice(0, liftedShown),
        overlaps: overlaps.slice(0, overlapsShown).map((entry) => entry.range),
      };
    },

    async 'POST /allowlist'({ body }, person) {
      const { range, lifted } = await allowRange(context.actorOf(person), body);
      return { range, lifted: [...lifted] };
    },

    'POST /allowlist/import': ({ body }, person) => importAllowlist(context.actorOf(person), body),

    async 'DELETE /allowlist/:id'({ params }, person) {
      const entry = (await activeAllowEntries(pool, context.now())).find(({ id }) => id === params.id);
      if (entry === undefined) {
        throw new MendableError(
          'no-such-allow-entry',
          `No entry of the allowlist in force has the number ${params.id}: somebody else may have taken it off; look at the list again.`,
        );
      }
      return { range: await disallow(context.actorOf(person), entry.range) };
    },
  };
}

/** The narrowest wider entry that holds each entry, by the entry's number. */
function widerEntries(entries: readonly AllowEntry[]): Map<number, string> {
  const wider = new Map<number, string>();
  const open: { range: string; cidr: Cidr }[] = [];
  const sorted = entries.map(({ id, range }) => ({ id, range, cidr: cidrOf(range) }));
  for (const { id, range, cidr } of sorted.sort((one, other) => compareCidrs(one.cidr, other.cidr))) {
    // In numerical order a wider range comes before those inside it, and a range that has ended contains nothing further.
    while (open.length > 0 && !open.slice(-1).some((last) => containsCidr(last.cidr, cidr))) open.pop();
    const holder = open.at(-1);
    if (holder !== undefined) wider.set(id, holder.range);
    open.push({ range, cidr });
  }
  return wider;
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
}
