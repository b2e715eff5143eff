import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { parseAddress } from '../model/address.ts';
import type { Poll } from '../publish/listServer.ts';
import type { Database } from '../store/database.ts';
import { insertPolls } from '../store/listPolls.ts';
import { giveNotice } from '../store/notices.ts';
import type { ListAccess } from '../actions/actor.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import { isGuarded } from '../actions/blacklist/loadSafety.ts';
import { ownAddresses } from './ownAddresses.ts';

/** Remembers who fetched the list: at once in memory, every second in the database when it is there. */
export interface PollRecorder {
  record(poll: Poll): void;
  /** Stores what was recorded from now on, what is waiting included. */
  attach(database: Database): void;
  close(): Promise<void>;
}

/** Polls that wait for the database; with more the oldest go, and that is logged. */
const maxWaiting = 10_000;
const everyMs = 1_000;
/** A database that does not answer any more holds up no stop for longer than this. */
const closeLimitMs = 5_000;

export function createPollRecorder(listAccess: ListAccess, log: Logger): PollRecorder {
  let waiting: Poll[] = [];
  let dropped = 0;
  let database: Database | undefined;
  let storing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function store(): Promise<void> {
    if (database === undefined || waiting.length === 0) return;
    const polls = waiting;
    waiting = [];
    if (dropped > 0) log.warn({ dropped }, 'polls of the list were not recorded: the database was away for too long');
    dropped = 0;
    try {
      const rows = polls.map((poll) => ({ ...poll, etag: poll.etag ?? '', userAgent: poll.userAgent ?? '' }));
      await database.transaction(async (client) => {
        // A newly trusted client must leave the served list.
        if (await insertPolls(client, rows, isGuarded(listAccess), ownAddresses()))
          await giveNotice(client, 'blacklist');
      });
    } catch (error) {
      log.debug({ error: messageOf(error) }, 'polls could not be stored yet');
      const all = [...polls, ...waiting];
      waiting = all.slice(-maxWaiting);
      dropped += all.length - waiting.length;
    }
  }

  const storeInTurn = () => (storing = storing.then(store));
  return {
    record(poll) {
      // A socket that the client has reset has no remote address.
      if (parseAddress(poll.client) === undefined) return;
      waiting.push(poll);
      if (waiting.length <= maxWaiting) return;
      waiting.shift();
      dropped++;
    },
    attach(opened) {
      database = opened;
      timer ??= setInterval(() => void storeInTurn(), everyMs);
    },
    async close() {
      clearInterval(timer);
      await endsWithin(closeLimitMs, storeInTurn());
    },
  };
}
