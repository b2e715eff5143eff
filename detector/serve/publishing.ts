import { buildList } from '../block/buildList.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Settings } from '../model/settings.ts';
import type { ListHolder } from '../publish/listHolder.ts';
import { hasBlockHistory } from '../store/blacklist/blocks.ts';
import { listedBlocks } from '../store/blacklist/standingBlocks.ts';
import type { Database } from '../store/database.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import { loadSafety } from '../actions/blacklist/loadSafety.ts';
import type { ListAccess } from '../actions/actor.ts';
import { pause } from '../time/pause.ts';
import { minuteMs } from '../time/units.ts';

export interface PublishingOptions {
  readonly database: Database;
  readonly databaseId: string;
  readonly holder: ListHolder;
  readonly listAccess: ListAccess;
  readonly defaults: Settings;
  readonly now: () => number;
  readonly retryMs: number;
  /** Told how long after its notice a change was on the list, in ms. */
  readonly notePublished?: (ms: number) => void;
  readonly log: Logger;
}

/** Making a long list takes a while (0.15 s for 50,000 entries): it rests thrice as long, and never longer than this. */
const maxRestMs = 500;
/** A notice can be lost with its connection; whatever it said is on the list after this long. */
const refreshEveryMs = minuteMs;
/** A database that does not answer any more holds up no stop for longer than this. */
const closeLimitMs = 5_000;

/** Keeps the list that is served in step with the blacklist: as it is told, and once a minute. */
export interface Publishing {
  /** Says that the blacklist may have changed; any number of calls while a list is being made lead to one more. */
  refresh(): void;
  close(): Promise<void>;
}

export function createPublishing(options: PublishingOptions): Publishing {
  const { database, databaseId, holder, listAccess, defaults, now, retryMs, log } = options;
  let wanted = false;
  let wantedAt = 0;
  let working: Promise<void> | undefined;
  const stop = new AbortController();

  async function publish(askedAt: number): Promise<void> {
    const { entries, hasHistory } = await database.snapshot(async (client) => {
      const nowMs = now();
      const { settings } = await loadSettings(client, defaults);
      const safety = await loadSafety(client, settings, listAccess, nowMs);
      const listed = buildList(await listedBlocks(client), safety.ranges, nowMs);
      return { entries: listed, hasHistory: await hasBlockHistory(client) };
    });
    const outcome = await holder.offer(entries, databaseId, hasHistory);
    if (outcome !== 'published') return;
    options.notePublished?.(now() - askedAt);
    log.info({ entries: entries.length }, 'the list was published');
  }

  async function work(): Promise<void> {
    while (wanted && !stop.signal.aborted) {
      wanted = false;
      const startedAt = performance.now();
      try {
        await publish(wantedAt);
        await pause(Math.min(maxRestMs, 3 * (performance.now() - startedAt)), stop.signal);
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'the list could not be made; the last good one is served');
        wanted = true;
        await pause(retryMs, stop.signal);
      }
    }
  }

  function refresh(): void {
    if (!wanted) wantedAt = now();
    wanted = true;
    working ??= work().finally(() => {
      working = undefined;
      if (wanted && !stop.signal.aborted) refresh();
    });
  }

  const timer = setInterval(refresh, refreshEveryMs);
  return {
    refresh,
    async close() {
      clearInterval(timer);
      stop.abort();
      if (working !== undefined) await endsWithin(closeLimitMs, working);
    },
  };
}
