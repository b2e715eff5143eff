import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './openPage.ts';
import { startApi } from './startApi.ts';

const question = '/api/plugin-proxy/activedefense-syslog-app/api/v1/allowlist';

test("a page's question goes through Grafana's proxy to the API, which knows who asks", async (t) => {
  const askers: string[] = [];
  const api = await startApi(t, {
    'GET /allowlist': (_, { role }) => {
      askers.push(role);
      return Promise.reject(new Error('Nothing is answered here.'));
    },
  });
  const { page, allowFault } = await openPage(t, { path: '/plugins/activedefense-syslog-app', role: 'Editor', api });
  allowFault(/^500 GET .*allowlist/);
  const status = await page.evaluate(async (url) => (await fetch(url)).status, question);
  assert.deepEqual([status, askers], [500, ['Editor']]);
});
