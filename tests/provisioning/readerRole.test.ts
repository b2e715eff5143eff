import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ensureReaderRole } from '../../detector/store/readerRole.ts';
import { openReader } from './openReader.ts';
import { putActivity } from './putActivity.ts';

const refused = { code: '42501' };

describe('the role that dashboards read with', () => {
  it('can read every view of the reports and no table', async (t) => {
    const { database, reader } = await openReader(t);
    const { rows: tables } = await database.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'report')`,
    );
    const { rows: views } = await database.pool.query<{ name: string; schema: string }>(
      `select format('%I.%I', schemaname, viewname) as name, schemaname as schema from pg_views where schemaname in ('public', 'report')`,
    );
    assert.ok(tables.length > 20 && views.length > 15);
    for (const { name } of tables) await assert.rejects(reader.query(`select from ${name}`), refused, name);
    for (const { name, schema } of views) {
      const asked = reader.query(`select * from ${name} limit 1`);
      if (schema === 'report') await asked;
      else await assert.rejects(asked, refused, name);
    }
  });

  it('sees no secret, no recipient, no text of a mail and no sample of a line', async (t) => {
    const { database, reader } = await openReader(t);
    await putActivity(database, Date.now());
    const { rows: views } = await reader.query<{ name: string }>(
      `select viewname as name from pg_views where schemaname = 'report'`,
    );
    for (const { name } of views) {
      const { rows } = await reader.query<{ text: string | null }>(
        `select string_agg(v::text, ' ') as text from ${name} v`,
      );
      assert.doesNotMatch(rows[0].text ?? '', /secret|soc@example\.com/, name);
    }
  });

  it('writes nothing, though it may ask to', async (t) => {
    const { reader } = await openReader(t);
    await assert.rejects(reader.query('create table x ()'), { code: '25006' });
    await reader.query('set default_transaction_read_only = off');
    await assert.rejects(reader.query('create table public.x ()'), refused);
    await assert.rejects(reader.query('create table report.x ()'), refused);
    await assert.rejects(reader.query(`update report.audit set actor = ''`), refused);
  });

  it('gets half a minute for a statement and times in UTC', async (t) => {
    const { reader } = await openReader(t);
    const { rows } = await reader.query(
      `select current_setting('statement_timeout') as limit, current_setting('timezone') as zone`,
    );
    assert.deepEqual(rows, [{ limit: '30s', zone: 'UTC' }]);
  });

  it('can be made again, by several at once, with another password', async (t) => {
    const { database, role } = await openReader(t);
    const again = { name: role, password: 'another-password-of-it' };
    await Promise.all(Array.from({ length: 4 }, () => ensureReaderRole(database, again)));
  });

  it('can be made by a role that may make roles and nothing else, as the installer makes it', async (t) => {
    const { database, role } = await openReader(t);
    const [maker, made] = [`${role}_maker`, `${role}_made`];
    const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
    await database.pool.query(`create role ${maker} createrole; alter database ${rows[0].name} owner to ${maker}`);
    await database.pool.query(`alter schema report owner to ${maker}`);
    for (const { name } of (
      await database.pool.query<{ name: string }>(`select viewname as name from pg_views where schemaname = 'report'`)
    ).rows)
      await database.pool.query(`alter view report.${name} owner to ${maker}`);
    const asMaker = {
      ...database,
      transaction: <T>(work: (client: never) => Promise<T>): Promise<T> =>
        database.transaction(async (client) => {
          await client.query(`set local role ${maker}`);
          return work(client as never);
        }),
    };
    for (let again = 0; again < 2; again++) await ensureReaderRole(asMaker, { name: made, password: 'x'.repeat(16) });
    await database.pool.query(`reassign owned by ${maker} to current_user; drop owned by ${made}; drop role ${made}`);
    await database.pool.query(`drop owned by ${maker}; drop role ${maker}`);
  });

  it('says how to mend it where the database does not let it be made', async (t) => {
    const { database, role } = await openReader(t);
    const asReader = {
      ...database,
      transaction: <T>(work: (client: never) => Promise<T>): Promise<T> =>
        database.transaction(async (client) => {
          await client.query(`set local role ${role}`);
          return work(client as never);
        }),
    };
    await assert.rejects(ensureReaderRole(asReader, { name: 'test_reader_other', password: 'x'.repeat(16) }), {
      code: 'reader-role-refused',
      message: /CREATEROLE.*docs\/dashboards\.md/,
    });
  });
});
