import type { TestContext } from 'node:test';
import { changeMailSettings } from '../../detector/actions/mail/changeMailSettings.ts';
import type { MailRequest } from '../../detector/actions/mail/mailRequest.ts';
import { createNotifyRound } from '../../detector/actions/mail/notifyRound.ts';
import { createLog } from '../../detector/log.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import { insertBlock } from '../../detector/store/blacklist/blocks.ts';
import type { Database } from '../../detector/store/database.ts';
import { listMails } from '../../detector/store/mails.ts';
import type { StoredMail } from '../../detector/store/mails.ts';
import { makeFolder } from './service.ts';
import { openTestDatabase } from './store.ts';

const never = new AbortController().signal;

export interface TestMailing {
  readonly database: Database;
  readonly dataDir: string;
  /** What the clock shows; it moves when told to. */
  readonly clock: { nowMs: number };
  /** Lays changes over settings that are on and name a server on this port. */
  set(changes: Partial<MailRequest>): Promise<void>;
  /** Blocks an address at the clock's time. */
  block(address: string, changes?: Partial<Parameters<typeof insertBlock>[1]>): Promise<void>;
  /** Makes and sends what is due. */
  round(stop?: AbortSignal): Promise<void>;
  /** Another detector on the same database and data folder. */
  another(): TestMailing['round'];
  mails(): Promise<StoredMail[]>;
}

/** Mails on a database of their own, with a clock that only the test moves. */
export async function openMailing(t: TestContext, port: number): Promise<TestMailing> {
  const database = await openTestDatabase(t);
  const dataDir = await makeFolder(t);
  const clock = { nowMs: Date.UTC(2026, 10, 20, 10) };
  const defaults = defaultSettings('UTC');
  const request: MailRequest = {
    ...{ isOn: true, host: 'localhost', port, security: 'none', user: '', sender: 'ad@example.com' },
    ...{ recipients: ['soc@example.com'], grafanaUrl: '' },
  };
  const another = (): TestMailing['round'] => {
    const round = createNotifyRound({ database, defaults, dataDir, now: () => clock.nowMs, log: createLog('silent') });
    return (stop = never) => round(stop);
  };
  return {
    ...{ database, dataDir, clock, another },
    set: async (changes) => {
      const listAccess = { clients: [], hasPassword: false };
      const actor = { database, name: 'alice', nowMs: clock.nowMs, listAccess, defaults };
      await changeMailSettings(actor, dataDir, { ...request, ...changes });
    },
    block: async (address, changes = {}) => {
      const { nowMs } = clock;
      await insertBlock(database.pool, {
        ...{ address, origin: 'manual', location: '', detectedAt: nowMs, lastSeenAt: nowMs, expiresAt: null },
        ...{ fixedEnd: true, reason: 'a test', evidence: null, createdBy: 'alice' },
        ...changes,
      });
    },
    round: another(),
    mails: () => listMails(database.pool, { limit: 500 }),
  };
}
