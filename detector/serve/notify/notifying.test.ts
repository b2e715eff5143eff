import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { openMailing } from '../../../tests/support/mails.ts';
import type { TestMailing } from '../../../tests/support/mails.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import { createLog } from '../../log.ts';
import { defaultSettings } from '../../model/settings.ts';
import { insertMail } from '../../store/mails.ts';
import { createNotifying } from './notifying.ts';
import type { Notifying } from './notifying.ts';

function start(t: TestContext, { database, dataDir, clock }: TestMailing, mayRun: () => boolean): Notifying {
  const notifying = createNotifying({
    ...{
      database,
      dataDir,
      mayRun,
      defaults: defaultSettings('UTC'),
      now: () => clock.nowMs,
      log: createLog('silent'),
    },
  });
  t.after(() => notifying.close());
  return notifying;
}

async function putMail({ database, clock }: TestMailing): Promise<void> {
  await insertMail(database.pool, {
    ...{ createdAt: clock.nowMs, giveUpAt: clock.nowMs + 86_400_000, subject: 's', text: 't', html: 'h' },
    ...{ recipients: ['soc@example.com'], messageId: 'a@example.com' },
  });
}

describe('notifying', () => {
  it('sends what waits when it is woken, but only where the work is', async (t) => {
    const server = await startSmtp(t);
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMail(mailing);
    let isWorking = false;
    const notifying = start(t, mailing, () => isWorking);
    notifying.wake();
    await notifying.close();
    assert.equal(server.mails.length, 0);
    isWorking = true;
    start(t, mailing, () => isWorking).wake();
    await waitUntil('the mail is noted as sent', async () => (await mailing.mails())[0].state === 'sent');
    assert.equal(server.mails.length, 1);
  });

  it('lets a mail that is being sent end before it closes', async (t) => {
    const taken = Promise.withResolvers<undefined>();
    const arrived = Promise.withResolvers<undefined>();
    const server = await startSmtp(t, {
      onMail: () => {
        arrived.resolve(undefined);
        return taken.promise;
      },
    });
    const mailing = await openMailing(t, server.port);
    await mailing.set({});
    await putMail(mailing);
    const notifying = start(t, mailing, () => true);
    notifying.wake();
    await arrived.promise;
    const closed = notifying.close();
    taken.resolve(undefined);
    await closed;
    assert.equal((await mailing.mails())[0].state, 'sent');
    await putMail(mailing);
    notifying.wake();
    assert.deepEqual((await mailing.mails()).map(({ state, attempts }) => [state, attempts])[0], ['waiting', 0]);
  });
});
