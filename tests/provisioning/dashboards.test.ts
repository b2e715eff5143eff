import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { putAllowEntries } from '../../detector/store/blacklist/allowEntries.ts';
import { actionWords, knownActions } from '../../src/components/actionWords.ts';
import { originColors } from '../../src/components/originColors.ts';
import type { Origin } from '../../src/components/originWords.ts';
import { pageNames, pagePath } from '../../src/pagePath.ts';
import { expandQuery } from './expandQuery.ts';
import type { Shown } from './expandQuery.ts';
import { openReader } from './openReader.ts';
import type { ReaderScene } from './openReader.ts';
import { dashboards, provisionedNames } from './provisioned.ts';
import type { Dashboard } from './provisioned.ts';
import { attacker, device, putActivity } from './putActivity.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const all = dashboards();
const hourMs = 3_600_000;
const timeShown = '${__url_time_range}';

const sqlOf = ({ panels }: Dashboard) =>
  panels.flatMap(({ title, targets = [] }) => targets.map(({ rawSql }) => ({ title, rawSql })));

async function ask({ reader }: ReaderScene, sql: string, what: string): Promise<Record<string, unknown>[]> {
  return reader.query<Record<string, unknown>>(sql).then(
    ({ rows }) => rows,
    (error: unknown) => assert.fail(`${what}: ${String(error)}\n${sql}`),
  );
}

/** By minutes over two hours and by hours over three months, for all devices and for one. */
function shownOf(nowMs: number, address: string, devices: readonly string[] | string): Shown[] {
  const variables = { address: [address], device: devices };
  return [
    { fromMs: nowMs - 2 * hourMs, toMs: nowMs + 60_000, intervalMs: 60_000, variables },
    { fromMs: nowMs - 90 * 24 * hourMs, toMs: nowMs + 60_000, intervalMs: 12 * hourMs, variables },
  ];
}

async function askAll(scene: ReaderScene, shown: Shown): Promise<string[]> {
  const empty: string[] = [];
  for (const { dashboard } of all) {
    for (const { title, rawSql } of sqlOf(dashboard)) {
      const what = `${dashboard.title}: ${title}`;
      if ((await ask(scene, expandQuery(rawSql, shown), what)).length === 0) empty.push(what);
    }
    for (const { name, type, query } of dashboard.templating.list) {
      if (type === 'query') await ask(scene, expandQuery(query, shown), `${dashboard.title}: variable ${name}`);
    }
  }
  return empty;
}

async function sceneWithData(t: TestContext, nowMs: number): Promise<ReaderScene> {
  const scene = await openReader(t);
  await putActivity(scene.database, nowMs);
  return scene;
}

describe('the queries of the dashboards, as the role that reads', () => {
  const allDevices =
    all.flatMap(({ dashboard }) => dashboard.templating.list).find(({ name }) => name === 'device')?.allValue ?? '';

  it('run on an empty database', async (t) => {
    const scene = await openReader(t);
    for (const shown of shownOf(Date.now(), '', allDevices)) await askAll(scene, shown);
  });

  it('have rows for every panel once there is something of everything', async (t) => {
    const nowMs = Date.now();
    const scene = await sceneWithData(t, nowMs);
    for (const devices of [allDevices, [device]]) {
      for (const shown of shownOf(nowMs, attacker, devices)) {
        assert.deepEqual(await askAll(scene, shown), []);
      }
    }
  });

  it('take any text as an address or a device, and find nothing', async (t) => {
    const nowMs = Date.now();
    const scene = await sceneWithData(t, nowMs);
    for (const text of ["'; drop table block; --", '999.1.1.1', '10.0.0.0/8', ' ']) {
      for (const shown of shownOf(nowMs, text, [text])) await askAll(scene, shown);
    }
  });

  it('say of an attacker how it stands now: the allowlist wins over every block', async (t) => {
    const scene = await openReader(t);
    const { pool } = scene.database;
    const nowMs = Date.now();
    await putActivity(scene.database, nowMs);
    const sql = all.flatMap(({ dashboard }) => sqlOf(dashboard)).find(({ title }) => title === 'Now')?.rawSql ?? '';
    const [shown] = shownOf(nowMs, attacker, allDevices);
    const stateOf = async (address: string) => {
      const variables = { ...shown.variables, address: [address] };
      const [{ state }] = await ask(scene, expandQuery(sql, { ...shown, variables }), 'Now');
      return state;
    };
    const until = (endsAt: number) => ({ expiresAt: endsAt, by: 'alice', nowMs });
    await putAllowEntries(pool, [{ range: '198.18.0.9', reason: 'over' }], until(nowMs - 1));
    assert.equal(await stateOf(attacker), 'Blocked');
    assert.equal(await stateOf('198.18.0.8'), 'Held');
    await putAllowEntries(pool, [{ range: '198.18.0.0/29', reason: 'a partner' }], until(nowMs + hourMs));
    assert.equal(await stateOf(attacker), 'Allowed');
    assert.equal(await stateOf('198.18.0.9'), 'Blocked');
    assert.equal(await stateOf('198.18.0.10'), 'Was blocked');
  });

  it('show a country that the firewall names otherwise by the code that the map knows', async (t) => {
    const scene = await openReader(t);
    const names = [
      'Russian Federation',
      'Korea Republic Of',
      'Iran (Islamic Republic of)',
      "Cote D'Ivoire",
      'US',
      'Czech Republic',
      'Viet Nam',
    ];
    const codes = ['RU', 'KR', 'IR', 'CI', 'US', 'CZ', 'VN'];
    const { rows } = await scene.reader.query<{ code: string }>(
      'select c.code from unnest($1::text[]) with ordinality as n (name, place) join countries c on c.key = country_key(n.name) order by n.place',
      [names],
    );
    assert.deepEqual(
      rows.map(({ code }) => code),
      codes,
    );
  });
});

describe('the files of the dashboards', () => {
  it('have uids and panel numbers of their own, and read from the provisioned data source', () => {
    const uids = all.map(({ dashboard }) => dashboard.uid);
    assert.equal(new Set(uids).size, uids.length);
    assert.equal(uids.length, 4);
    const { dataSources } = provisionedNames();
    for (const { dashboard } of all) {
      const ids = dashboard.panels.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, dashboard.title);
      const used = dashboard.panels.flatMap(({ datasource, targets = [] }) => [
        datasource?.uid,
        ...targets.map((target) => target.datasource.uid),
      ]);
      assert.deepEqual([...new Set(used)], dataSources, dashboard.title);
    }
  });

  it('link to pages and dashboards that there are', () => {
    const pages = pageNames.map(pagePath);
    const uids = all.map(({ dashboard }) => dashboard.uid);
    for (const { text, file } of all) {
      const urls = Array.from(text.matchAll(/"url": "([^"?]+)/g), ([, url]) => url);
      assert.ok(urls.length > 0, file);
      for (const url of urls) {
        const isThere = pages.includes(url) || uids.some((uid) => url === `/d/${uid}`);
        assert.ok(isThere, `${file} links to ${url}`);
      }
    }
  });

  it('hand over what the pages know by that name', () => {
    const states: Readonly<Record<string, string>> = {
      blacklist: 'src/pages/blacklist/blacklistState.ts',
      records: 'src/pages/records/recordsState.ts',
    };
    for (const { text, file } of all) {
      const links = Array.from(text.matchAll(/"url": "\/a\/[\w-]+\/(\w+)\?([^"]+)"/g), ([, page, query]) => ({
        page,
        query,
      }));
      for (const { page, query } of links) {
        const state = readFileSync(join(root, states[page]), 'utf8');
        for (const name of new URLSearchParams(query.replace(timeShown, 'from=&to=')).keys())
          assert.ok(state.includes(`'${name}'`), `${file}: ${name}`);
      }
    }
  });

  it('keep the time that they show on the way to the records', () => {
    for (const { dashboard, text, file } of all) {
      const inPanels = Array.from(text.matchAll(/"url": "(\/a\/[\w-]+\/records\?[^"]+)"/g), ([, url]) => url);
      const onTop = dashboard.links.filter(({ url }) => /\/records(\?|$)/.test(url));
      const ofPanels = inPanels.filter((url) => !onTop.some((link) => link.url === url));
      for (const url of ofPanels) assert.ok(url.endsWith(`&${timeShown}`), `${file}: ${url}`);
      for (const { title, keepTime } of onTop) assert.ok(keepTime, `${file}: ${title}`);
    }
  });

  it('scale bars by their own column alone', () => {
    for (const { dashboard, file } of all) {
      for (const { title, fieldConfig } of dashboard.panels) {
        for (const { properties } of fieldConfig?.overrides ?? []) {
          const isBar = properties.some(({ value }) => (value as { type?: string } | null)?.type === 'gauge');
          const isOwn = properties.some(({ id, value }) => id === 'fieldMinMax' && value === true);
          assert.equal(isOwn, isBar, `${file}: ${title}`);
        }
      }
    }
  });

  it('give each case its own colour, that of the pages', () => {
    for (const { dashboard } of all) {
      for (const { title, fieldConfig } of dashboard.panels) {
        for (const { matcher, properties } of fieldConfig?.overrides ?? []) {
          const colour = properties.find(({ id }) => id === 'color')?.value as { fixedColor?: string } | undefined;
          if (matcher.options in originColors && colour !== undefined) {
            assert.equal(colour.fixedColor, originColors[matcher.options as Origin], `${dashboard.title}: ${title}`);
          }
        }
      }
    }
  });

  it('draw a time without records as none and a time without a detector as a gap', () => {
    for (const { dashboard } of all) {
      for (const { title, type, interval, targets = [] } of dashboard.panels) {
        if (type !== 'timeseries') continue;
        assert.equal(interval, '1m', title);
        for (const { rawSql } of targets) {
          const isFilled = /\$__timeGroupAlias\([^()]+, \$__interval, (?:0|NULL)\)/.test(rawSql);
          assert.ok(isFilled || rawSql.includes('generate_series'), `${dashboard.title}: ${title}`);
        }
      }
    }
  });

  it('have a word for every action of the audit trail and every job', () => {
    const text = all.find(({ file }) => file === 'health.json')?.text ?? '';
    for (const action of knownActions) assert.ok(text.includes(JSON.stringify(actionWords(action))), action);
    const sources = readFileSync(join(root, 'detector/serve/jobs/maintenance.ts'), 'utf8');
    for (const [, job] of sources.matchAll(/name: '([\w-]+)'/g)) assert.ok(text.includes(`"${job}":`), job);
  });

  it('load nothing from the internet', () => {
    for (const { text, file } of all)
      assert.doesNotMatch(text, /https?:|"type": "(?:default|carto|osm-standard|xyz|esri-xyz)"/, file);
  });
});
