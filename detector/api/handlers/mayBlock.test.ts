import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alice, openApiContext } from '../../../tests/support/apiContext.ts';
import { MendableError } from '../../errors.ts';
import { importBlacklist } from '../../actions/blacklist/importBlacklist.ts';
import { changeSettings } from '../../actions/settings/changeSettings.ts';
import { createBlacklistHandlers } from './blacklistHandlers.ts';

const asked = [
  ...['45.142.193.7', '45.142.193.0/24', '2a00:1450::/48'],
  ...['192.0.2.7', '198.51.100.0/24', '2001:db8::7', '198.18.0.0/15'],
  ...['10.0.0.7', '127.0.0.1', '224.0.0.1', 'fe80::1', '9.9.9.9', '203.0.113.7', '203.0.113.0/25'],
  ...['0.0.0.0/0', '2a00::/16'],
];

test('preview, add, import and the verdict agree on what may be blocked, and on what to know about it', async (t) => {
  const context = await openApiContext(t);
  const handlers = createBlacklistHandlers(context);
  await changeSettings(context.actorOf(alice), { ownNetworks: ['203.0.113.0/24'] });
  const request = { reason: 'a test', duration: '1h' };
  const taken: string[] = [];
  for (const address of asked) {
    const verdict = await handlers['GET /blacklist/verdict']({ query: { address } }, alice);
    const preview = await handlers['POST /blacklist/preview']({ body: { address } }, alice);
    const importing = { text: address, ...request, dryRun: true };
    const { refused, warnings } = await importBlacklist(context.actorOf(alice), importing);
    const told = warnings.map(({ because }) => because);
    const added = await handlers['POST /blacklist/blocks']({ body: { address, ...request } }, alice).catch(
      (error: unknown) => {
        assert.ok(error instanceof MendableError && error.code === 'block-refused', String(error));
        return error.message;
      },
    );
    if (typeof added === 'string') {
      assert.deepEqual([preview.faults, refused.map(({ because }) => because)], [[added], [added]], address);
      assert.ok(!verdict.actions.includes('block'), address);
    } else {
      assert.deepEqual([preview.faults, refused], [[], []], address);
      assert.deepEqual([preview.warnings, told], [added.warnings, added.warnings], address);
      assert.ok(verdict.actions.includes('block'), address);
      assert.equal(/may be blocked by hand/.test(verdict.because), added.warnings.length > 0, address);
      taken.push(address);
    }
  }
  assert.deepEqual(taken, asked.slice(0, 7));
});
