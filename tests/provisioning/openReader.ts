import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import type { Database } from '../../detector/store/database.ts';
import { ensureReaderRole } from '../../detector/store/readerRole.ts';
import { openTestDatabase } from '../support/store.ts';

export interface ReaderScene {
  readonly database: Database & { readonly connectionString: string };
  /** Connected as the role that dashboards read with. */
  readonly reader: Client;
  readonly role: string;
}

const password = 'a-password-of-a-test';

/** A migrated database with a reader of its own: roles belong to the whole server, which tests share. */
export async function openReader(t: TestContext): Promise<ReaderScene> {
  const database = await openTestDatabase(t);
  const role = `test_reader_${randomBytes(6).toString('hex')}`;
  await ensureReaderRole(database, { name: role, password });
  const reader = await connectReader(database.connectionString, role);
  const server = new URL(database.connectionString);
  server.pathname = '/postgres';
  // Behind the hook that drops the database, and with it what the role was granted there.
  t.after(async () => {
    const admin = new Client({ connectionString: server.href });
    await admin.connect();
    await admin.query(`drop role ${role}`);
    await admin.end();
  });
  return { database, reader, role };
}

async function connectReader(connectionString: string, role: string): Promise<Client> {
  const url = new URL(connectionString);
  url.username = role;
  url.password = password;
  const reader = new Client({ connectionString: url.href });
  // The database is dropped under it when the test is over.
  reader.on('error', () => undefined);
  await reader.connect();
  return reader;
}
