import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import { createLog } from '../../detector/log.ts';
import { startEmbeddedPostgres } from '../../detector/embedded/embeddedPostgres.ts';

/** Names a server to test on: the one that the test runner started, or any other (PostgreSQL 15 or newer). Outside ACTIVE_DEFENSE_, whose unknown names the product refuses. */
export const testServerVariable = 'TEST_POSTGRES';

interface TestServer {
  readonly connectionString: string;
  stop(): Promise<void>;
}

let server: Promise<TestServer> | undefined;

/** Makes an empty database that lasts as long as the test, and resolves with its connection string. */
export async function createTestDatabase(t: TestContext): Promise<string> {
  server ??= findServer();
  const { connectionString } = await server;
  const name = `test_${randomBytes(8).toString('hex')}`;
  // template0: nobody can be connected to it, so that tests may make databases at once.
  await command(connectionString, `create database ${name} template template0`);
  t.after(() => command(connectionString, `drop database if exists ${name} with (force)`));
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

/** Starts a throw-away server without fsync; `stop` removes it. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'active-defense-test-'));
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLog('silent'), durable: false });
  return {
    connectionString: postgres.connectionString,
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function findServer(): Promise<TestServer> {
  const given = process.env[testServerVariable];
  if (given !== undefined && given !== '') return { connectionString: given, stop: () => Promise.resolve() };
  const own = await startTestServer();
  // A file that is run alone: when its last test is over nothing keeps the process but this.
  process.once('beforeExit', () => void own.stop());
  return own;
}

async function command(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
