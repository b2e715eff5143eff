import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { MendableError, messageOf } from '../errors.ts';
import type { Database } from './database.ts';

export const readerRole = 'active_defense_reader';
/** Longer than any panel may take. */
const statementTimeout = '30s';
const maxConnections = 20;
/** Two detectors that start at once may change the same role; whoever was second tries again. */
const attempts = 5;
const retryCodes = ['XX000', '23505', '42710'];

/** The role for dashboards and what it may do; its name is the cluster's, so tests have their own. */
export interface ReaderRole {
  readonly name: string;
  /** Visible ASCII only: SCRAM has rules of its own for the rest. */
  readonly password: string;
}

/** Makes the role that may read the views of `report` and nothing else, or brings it up to date with this version's views. */
export async function ensureReaderRole(database: Database, { name, password }: ReaderRole): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change(database, name, scramVerifier(password));
      return;
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (attempt < attempts && retryCodes.includes(code)) continue;
      throw new MendableError(
        'reader-role-refused',
        `The database does not let the detector make the role ${name} for dashboards: ${messageOf(error)}. Give the user of DATABASE_URL the right CREATEROLE, and from PostgreSQL 16 on, where somebody else made the role, also: grant ${name} to that user with admin option. Or leave ACTIVE_DEFENSE_READER_PASSWORD out and make the role as docs/dashboards.md says.`,
        { cause: error },
      );
    }
  }
}

/** Only what the role's maker may set: from PostgreSQL 16 on CREATEDB and the like are for those who have them. A new role has none of them. */
async function change(database: Database, name: string, verifier: string): Promise<void> {
  await database.transaction(async (client) => {
    const { rows } = await client.query<{ statement: string }>(
      `select statement from (
         select 1 as place, format('create role %I login', $1::text) as statement
         where not exists (select from pg_roles where rolname = $1)
         union all select 2, format('alter role %I with login noinherit connection limit ${maxConnections} password %L', $1::text, $2::text)
         union all select 3, format('alter role %I in database %I set statement_timeout = ''${statementTimeout}''', $1::text, current_database())
         union all select 4, format('alter role %I in database %I set default_transaction_read_only = on', $1::text, current_database())
         union all select 5, format('alter role %I in database %I set search_path = report', $1::text, current_database())
         union all select 6, format('alter role %I in database %I set timezone = ''UTC''', $1::text, current_database())
         union all select 7, format('grant connect on database %I to %I', current_database(), $1::text)
         union all select 8, format('grant usage on schema report to %I', $1::text)
         union all select 9, format('grant select on all tables in schema report to %I', $1::text)
       ) statements order by place`,
      [name, verifier],
    );
    for (const { statement } of rows) await client.query(statement);
  });
}

/** What the server stores of a password (RFC 5803), so that the password itself gets into no statement and no log. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${keyOf('Server Key').toString('base64')}`;
}
