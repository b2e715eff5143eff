import assert from 'node:assert/strict';
import { it } from 'node:test';
import { putFinding, scanFinding } from '../support/blocks.ts';
import { expandQuery } from './expandQuery.ts';
import { openReader } from './openReader.ts';
import { dashboards } from './provisioned.ts';
import { attacker, device, putActivity } from './putActivity.ts';

/** As PAN-OS has them; the map knows all but the last two by other names. */
const names = ['Russian Federation', 'Korea Republic Of', 'Viet Nam', 'United States', '10.0.0.0-10.255.255.255'];

/** The queries of panels that lead on by country, and the columns that the links take. */
const linked = dashboards().flatMap(({ dashboard }) =>
  dashboard.panels.flatMap(({ title, targets = [], fieldConfig }) =>
    Array.from(JSON.stringify(fieldConfig ?? {}).matchAll(/[?&]country=([^&"]*)/g), ([, taken]) => ({
      title,
      column: /^\$\{__data\.fields\.(\w+):percentencode\}$/.exec(taken)?.[1] ?? assert.fail(`${title}: ${taken}`),
      sql: targets[0].rawSql,
    })),
  ),
);

it('links of countries carry the names that records have, not those of the map', async (t) => {
  const { database, reader } = await openReader(t);
  const nowMs = Date.now();
  await putActivity(database, nowMs);
  for (const [place, sourceLocation] of names.entries()) {
    await putFinding(database.pool, scanFinding(`198.18.1.${place}`, nowMs - 60_000, { sourceLocation }));
  }
  await putFinding(database.pool, scanFinding('198.18.1.9', nowMs - 60_000, { sourceLocation: 'Vietnam' }));
  await putFinding(database.pool, scanFinding('198.18.1.10', nowMs - 60_000, { sourceLocation: 'Viet Nam' }));
  const { rows } = await database.pool.query<{ name: string }>('select distinct source_location as name from finding');
  const known = rows.map(({ name }) => name);
  assert.ok(linked.length > 0);
  for (const { title, column, sql } of linked) {
    const variables = { address: [attacker], device: [device] };
    const shown = { fromMs: nowMs - 3_600_000, toMs: nowMs + 60_000, intervalMs: 60_000, variables };
    const found = await reader.query<Record<string, string>>(expandQuery(sql, shown));
    const carried = found.rows.map((row) => row[column]);
    assert.deepEqual(
      carried.filter((name) => !known.includes(name)),
      [],
      title,
    );
    assert.deepEqual(
      names.filter((name) => !carried.includes(name)),
      [],
      title,
    );
  }
});
