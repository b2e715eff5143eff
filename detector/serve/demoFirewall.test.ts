import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationFor, startService } from '../../tests/support/service.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import { openListener } from '../../tests/support/listListener.ts';
import { createDemoFirewall } from './demoFirewall.ts';
import { addBlock } from '../actions/blacklist/addBlock.ts';
import { releaseBlocks } from '../actions/blacklist/releaseBlocks.ts';

test("the demo's firewall denies who is on the list that it fetches, and goes on with its copy", async (t) => {
  const service = await startService(t);
  const actor = service.session.actor('test', Date.now());
  const configuration = configurationFor('postgres://nowhere/none', service.dataDir).list;
  const options = { list: { port: service.listPort }, configuration, everyMs: 20, log: createLog('silent') };
  const firewall = createDemoFirewall(options);
  t.after(() => firewall.close());
  assert.equal(firewall.isListed('45.142.193.7'), false);
  await addBlock(actor, { address: '45.142.193.0/29', reason: 'a test', duration: '1h' });
  await addBlock(actor, { address: '2a00:1450::7', reason: 'a test', duration: '1h' });
  await waitUntil('it has both', () => firewall.isListed('45.142.193.7') && firewall.isListed('2a00:1450::7'));
  assert.equal(firewall.isListed('45.142.193.8'), false);
  await releaseBlocks(actor, { addresses: ['2a00:1450::7'] }, 'a test');
  await waitUntil('one is gone', () => !firewall.isListed('2a00:1450::7'));
  await service.stop();
  assert.equal(firewall.isListed('45.142.193.7'), true);
});

test("the demo's firewall keeps its copy when it can not read the list, and goes on asking", async (t) => {
  const { holder, server, polls, folder } = await openListener(t);
  await holder.offer(['45.142.193.7'], 'one', true);
  const configuration = configurationFor('postgres://nowhere/none', folder).list;
  const list = { port: server.address.port };
  const firewall = createDemoFirewall({ list, configuration, everyMs: 20, log: createLog('silent') });
  t.after(() => firewall.close());
  await waitUntil('it has the list', () => firewall.isListed('45.142.193.7'));
  await holder.offer(['45.142.193.8', 'no address'], 'two', true);
  const before = polls.length;
  await waitUntil('it goes on asking', () => polls.length > before + 2);
  assert.deepEqual([firewall.isListed('45.142.193.7'), firewall.isListed('45.142.193.8')], [true, false]);
});
