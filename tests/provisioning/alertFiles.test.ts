import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageNames, pagePath } from '../../src/pagePath.ts';
import { dashboards, provisionedNames, rules } from './provisioned.ts';

const all = rules();

describe('the files of the alert rules', () => {
  it('name their contact point themselves', () => {
    const { dataSources, contactPoints } = provisionedNames();
    const boards = new Map(dashboards().map(({ dashboard }) => [dashboard.uid, dashboard.panels.map(({ id }) => id)]));
    assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length);
    for (const rule of all) {
      assert.ok(contactPoints.includes(rule.notification_settings?.receiver ?? ''), rule.uid);
      assert.match(rule.for, /^\d+[sm]$/, rule.uid);
      assert.ok(boards.get(rule.dashboardUid)?.includes(rule.panelId), rule.uid);
      const asked = rule.data.map(({ datasourceUid }) => datasourceUid);
      assert.deepEqual(asked, [...dataSources, '__expr__'], rule.uid);
    }
  });

  it('stay as they were without data and on errors, all but the heartbeat', () => {
    for (const { uid, noDataState, execErrState } of all) {
      const state = uid === 'active-defense-heartbeat' ? 'Alerting' : 'KeepLast';
      assert.deepEqual([noDataState, execErrState], [state, state], uid);
    }
  });

  it('say what is wrong, then what to do first, then where', () => {
    const places = [...pageNames.map(pagePath), ...dashboards().map(({ dashboard }) => `/d/${dashboard.uid}`)];
    for (const { uid, annotations } of all) {
      assert.match(annotations.summary, /^.{10,}\.$/, uid);
      const found =
        /^(?:Look|Read|Switch|Compare|Search|Decide|Set|Free) .{30,} \{\{ externalURL \}\}(\S+?)(?:\?(.*))?$/.exec(
          annotations.description,
        );
      assert.ok(found && places.includes(`/${found[1]}`), `${uid}: ${annotations.description}`);
      const isOfDevice = annotations.summary.includes('$labels.device');
      assert.equal(/(?:var-)?device=\{\{ urlquery \$labels\.device \}\}/.test(found[2]), isOfDevice, uid);
      if (found[1].startsWith('d/')) assert.match(found[2], /from=now-\w+&to=now$/, uid);
    }
  });

  it('are all on but that of new blocks', () => {
    assert.deepEqual(
      all.filter(({ isPaused }) => isPaused).map(({ uid }) => uid),
      ['active-defense-new-block'],
    );
  });
});
