import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { readList, writeList } from './listFile.ts';
import { buildListVersion } from './listVersion.ts';
import type { ListVersion } from './listVersion.ts';
import { createServedList } from './servedList.ts';
import type { ServedList } from './servedList.ts';

/** What became of entries that were offered; `refused-empty`: a database that never had a block can't empty the list. */
export type OfferOutcome = 'published' | 'unchanged' | 'refused-empty';

/** Holds the list that is served, and keeps it on disk. */
export interface ListHolder {
  /** Undefined as long as there is none at all. */
  current(): ServedList | undefined;
  /**
   * Publishes entries, at once and whole. Resolves when they are on disk, or could not be put there: then they are
   * served all the same, and the next offer tries the disk again.
   * `hasHistory`: the database holds or held at least one block.
   */
  offer(entries: readonly string[], databaseId: string, hasHistory: boolean): Promise<OfferOutcome>;
  /** Why the list on disk is not the one that is served; undefined when it is. */
  diskFault(): string | undefined;
}

interface HolderOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** Opens the holder with the last good list of `folder`, which has to exist. */
export async function openListHolder({ folder, now, log }: HolderOptions): Promise<ListHolder> {
  let served: ServedList | undefined;
  let onDisk: ServedList | undefined;
  let fault: string | undefined;
  let refusedBefore = false;
  let saving = Promise.resolve();

  try {
    const last = await readList(folder);
    served = onDisk = last && createServedList(last);
  } catch (error) {
    fault = messageOf(error);
    log.error({ folder }, fault);
  }
  const lostLastList = fault !== undefined;

  async function save(): Promise<void> {
    const list = served;
    if (list === undefined || list === onDisk) return;
    try {
      await writeList(folder, list.version);
      onDisk = list;
      fault = undefined;
    } catch (error) {
      fault = `The list can't be kept on disk: ${messageOf(error)}. It is served from memory; check the space and the permissions of ${folder}.`;
      log.error({ folder }, fault);
    }
  }

  /** One write at a time, each of whatever is served by then. */
  function saveInTurn(): Promise<void> {
    saving = saving.then(save);
    return saving;
  }

  function wouldEmpty(entries: readonly string[], hasHistory: boolean): boolean {
    if (entries.length > 0 || hasHistory) return false;
    return served === undefined ? lostLastList : served.version.entries.length > 0;
  }

  function warnOfOtherDatabase(next: ListVersion): void {
    const last = served?.version;
    if (last === undefined || last.databaseId === next.databaseId) return;
    log.warn(
      { entriesBefore: last.entries.length, entriesNow: next.entries.length },
      'the list of another database is replaced',
    );
  }

  async function offer(entries: readonly string[], databaseId: string, hasHistory: boolean): Promise<OfferOutcome> {
    if (wouldEmpty(entries, hasHistory)) {
      if (!refusedBefore) {
        log.warn({ databaseId }, 'the database has never held a block: the last good list stays as it is');
      }
      refusedBefore = true;
      return 'refused-empty';
    }
    const version = buildListVersion(entries, laterThan(served?.version.madeAtMs, now()), databaseId);
    const unchanged = version.text === served?.version.text;
    if (!unchanged) {
      warnOfOtherDatabase(version);
      served = createServedList(version);
    }
    await saveInTurn();
    return unchanged ? 'unchanged' : 'published';
  }

  return { current: () => served, offer, diskFault: () => fault };
}

/** Moves on by a second where the clock went back: Last-Modified, in whole seconds, has to differ from the one before. */
function laterThan(previousMs: number | undefined, nowMs: number): number {
  return previousMs === undefined || nowMs >= previousMs ? nowMs : previousMs + 1_000;
}
