import type { WindowKeys } from './windowKeys.ts';

/** Sources to let go, marked by their number, and what goes with them. */
export interface Eviction {
  readonly isEvicted: Uint8Array;
  readonly sources: number;
  readonly contacts: number;
}

/**
 * Chooses sources to let go until at least `excess` keys and contacts are free: those with a single contact first, then
 * those with at most 2, 4, 8 …; among equals those that were silent longest. So a flood of sources that come once pushes
 * out itself, and not a scanner that goes on.
 */
export function chooseEviction(keys: WindowKeys, maxSource: number, excess: number): Eviction {
  const { contacts, newestAt } = weighSources(keys, maxSource);
  const isEvicted = new Uint8Array(maxSource + 1);
  let evictedSources = 0;
  let evictedContacts = 0;
  for (let most = 1; evictedContacts < excess; most *= 2) {
    for (const source of quietestFirst(contacts, newestAt, Math.floor(most / 2), most)) {
      if (evictedContacts >= excess) break;
      isEvicted[source] = 1;
      evictedSources += 1;
      evictedContacts += contacts[source];
    }
  }
  return { isEvicted, sources: evictedSources, contacts: evictedContacts };
}

function weighSources(keys: WindowKeys, maxSource: number) {
  const contacts = new Uint32Array(maxSource + 1);
  const newestAt = new Float64Array(maxSource + 1);
  for (let key = 1; key <= keys.size; key++) {
    const source = keys.source(key);
    contacts[source] += Math.max(1, keys.count(key));
    newestAt[source] = Math.max(newestAt[source], keys.newestAt(key));
  }
  return { contacts, newestAt };
}

function quietestFirst(contacts: Uint32Array, newestAt: Float64Array, moreThan: number, atMost: number): number[] {
  const sources: number[] = [];
  for (let source = 1; source < contacts.length; source++) {
    if (contacts[source] > moreThan && contacts[source] <= atMost) sources.push(source);
  }
  return sources.sort((a, b) => newestAt[a] - newestAt[b] || a - b);
}
