import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dashboards as known } from '../../src/components/dashboards.ts';
import { dashboards } from './provisioned.ts';

it('pages lead to every dashboard that is provisioned, by its name, and to no other', () => {
  const provided = dashboards().map(({ dashboard: { uid, title } }) => [uid, `${title} dashboard`]);
  const linked = Object.values(known).map(({ uid, words }) => [uid, words]);
  assert.deepEqual(linked.sort(), provided.sort());
});

it('what pages fill in is a variable of the dashboard', () => {
  for (const { uid, variable } of [known.attacker, known.firewalls]) {
    const found = dashboards().find(({ dashboard }) => dashboard.uid === uid);
    const variables = found?.dashboard.templating.list.map((one) => one.name) ?? [];
    assert.ok(variables.includes(variable), `${uid} has ${variables.join(', ')}`);
  }
});
