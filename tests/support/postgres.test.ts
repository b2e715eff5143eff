import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { createTestDatabase } from './postgres.ts';

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

test('tests get empty databases of their own, also at once', async (t) => {
  const databases = await Promise.all([createTestDatabase(t), createTestDatabase(t), createTestDatabase(t)]);
  for (const database of databases) await query(database, 'create table t as select 1 as one');
  assert.equal(new Set(databases).size, 3);
});

test('a database goes with its test, whoever is still connected', async (t) => {
  let database = '';
  await t.test('inner', async (inner) => {
    database = await createTestDatabase(inner);
    const left = new Client({ connectionString: database });
    left.on('error', () => undefined);
    await left.connect();
  });
  await assert.rejects(query(database, 'select 1'), /does not exist/);
});
