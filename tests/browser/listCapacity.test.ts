import { test } from 'node:test';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { lookOver } from './support/lookOver.ts';
import { openPage, themes } from './support/openPage.ts';
import { startDetector } from './support/startDetector.ts';

for (const theme of themes) {
  test(`an admin tells how many entries the firewall takes, and sees what does not fit (${theme})`, async (t) => {
    const { api, session, list } = await startDetector(t);
    for (const address of ['45.142.193.7', '45.142.193.9', '2a00:1450::7']) {
      await addBlock(session.actor('ann', Date.now()), { address, reason: 'scans', duration: '1w' });
    }
    await waitUntil('all are listed', async () => (await list()).length === 3);
    const opened = await openPage(t, { path: 'system?tab=list', api, theme });
    const { page, main, goTo } = opened;
    await main.getByText('3 of 50,000 that the firewall takes').waitFor();
    await main.getByRole('link', { name: 'change' }).click();
    await main.getByLabel('Entries that the firewall takes').fill('500001');
    await main.getByText('Write a whole number from 1 to 500000.').waitFor();
    await main.getByLabel('Entries that the firewall takes').fill('1');
    await lookOver(opened, 'cases-list-capacity');
    await main.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByRole('row', { name: 'Entries that the firewall takes 50000 1' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. The new settings are in force.').waitFor();
    await goTo('system?tab=list');
    await main.getByText('3 of 1 that the firewall takes').waitFor();
    await main.getByText('The firewall leaves out 2 entries, from the end of the list').waitFor();
    await lookOver(opened, 'system-list-too-long');
  });
}
