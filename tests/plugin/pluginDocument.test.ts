import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { contract } from '../../detector/api/contract/contract.ts';
import type { Route } from '../../detector/api/contract/route.ts';
import { pageNames, pagePath } from '../../src/pagePath.ts';
import { pluginId } from '../../src/pluginId.ts';
import { findRoute, readPluginDocument } from '../browser/host/pluginRoutes.ts';

const plugin = readPluginDocument();

function roleFor(method: string, path: string): string | undefined {
  return findRoute(plugin.routes, method, path)?.route.reqRole;
}

test("the code's name for the plugin is Grafana's", () => {
  assert.equal(plugin.id, pluginId);
});

test('the menu has every page, in the order of the code, and the configuration', () => {
  const paths = plugin.includes.map(({ path }) => path);
  assert.deepEqual(paths, [...pageNames.map(pagePath), `/plugins/${pluginId}`]);
  const folders = globSync('*', { cwd: new URL('../../src/pages/', import.meta.url) });
  assert.deepEqual(folders.sort(), [...pageNames, 'configuration'].sort());
});

test('the proxy asks of everyone the role that the API asks, route by route', () => {
  for (const [name, { role }] of Object.entries(contract as Readonly<Record<string, Route>>)) {
    const [method, path] = name.split(' ');
    assert.equal(roleFor(method, `api/v1${path.replaceAll(/:\w+/g, '7')}`), role, name);
  }
});

test('what no route of the API is, only admins may write to', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const path of ['api/v1', 'api/v1/blacklists', 'api/v1/other'])
      assert.equal(roleFor(method, path), 'Admin', path);
  }
});

test('nothing but the API can be reached, and nothing without the token', () => {
  for (const path of ['', 'api', 'metrics', 'healthz', 'apis/v1']) assert.equal(roleFor('GET', path), undefined, path);
  for (const { headers } of plugin.routes) {
    assert.deepEqual(headers, [{ name: 'Authorization', content: 'Bearer {{ .SecureJsonData.apiToken }}' }]);
  }
});

test('a route sends on what it took off: the detector gets the path that the page asked for', () => {
  for (const path of ['api/v1/blacklist', 'api/v1/blacklist/7', 'api/v1/allowlist/9/x', 'api/v1/system/jobs']) {
    for (const method of ['GET', 'POST']) {
      const found = findRoute(plugin.routes, method, path);
      assert.ok(found);
      const base = found.route.url.replace('{{ .JsonData.apiUrl }}/', '');
      assert.equal(found.rest === '' ? base : `${base}/${found.rest}`, path);
    }
  }
});
