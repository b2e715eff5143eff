import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeMailSettings } from '../../detector/actions/mail/changeMailSettings.ts';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { listMails } from '../../detector/store/mails.ts';
import { giveNotice } from '../../detector/store/notices.ts';
import { decodedMail, startSmtp } from '../support/smtp.ts';
import { startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

test('the running service mails what it blocks, gathered, and each block once', async (t) => {
  const server = await startSmtp(t);
  let nowMs = Date.UTC(2026, 10, 20, 10);
  const service = await startService(t, { now: () => nowMs });
  const { session, dataDir } = service;
  const actor = () => session.actor('alice', nowMs);
  const block = (address: string) => addBlock(actor(), { address, reason: 'a test', duration: 'permanent' });
  await changeMailSettings(actor(), dataDir, {
    ...{ isOn: true, host: 'localhost', port: server.port, security: 'none', user: '', sender: 'ad@example.com' },
    ...{ recipients: ['soc@example.com'], grafanaUrl: '' },
  });
  await block('198.41.0.9');
  await block('198.41.0.10');
  await block('198.41.0.11');
  await waitUntil('every block is told of', async () => {
    nowMs += 30_000;
    await giveNotice(session.database.pool, 'blacklist');
    const pending = await session.database.pool.query('select from block where notified_at is null');
    return pending.rowCount === 0;
  });
  await waitUntil('every mail is sent', async () => {
    const mails = await listMails(session.database.pool, { limit: 10 });
    return mails.length > 0 && mails.every(({ state }) => state === 'sent');
  });
  await service.stop();
  const text = server.mails.map(({ raw }) => decodedMail(raw)).join('');
  for (const address of ['198.41.0.9', '198.41.0.10', '198.41.0.11']) {
    assert.equal(text.match(new RegExp(`<h3[^>]*>${address.replaceAll('.', '\\.')}<`, 'g'))?.length, 1, address);
  }
});
