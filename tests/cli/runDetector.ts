import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { createTestDatabase } from '../support/postgres.ts';

export const mainFile = new URL('../../detector/main.ts', import.meta.url).pathname;

/** A program that was compiled before starts in half the time, and these tests start it a hundred times. */
const compiled = new URL('../../node_modules/.cache/cli-tests', import.meta.url).pathname;
export const base: Environment = { PATH: process.env['PATH'] ?? '', TZ: 'UTC', NODE_COMPILE_CACHE: compiled };

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Runs the real program to its end. */
export async function runDetector(
  args: readonly string[],
  environment: Environment = {},
  input = '',
): Promise<Outcome> {
  const env = { ...base, ...environment };
  const child = spawn(process.execPath, [mainFile, ...args], { env });
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}

export interface Detector {
  /** An empty folder of the test's own. */
  readonly folder: string;
  readonly env: Environment;
  run(...args: readonly string[]): Promise<Outcome>;
  /** Runs it with `--json`, and gives the document; rejects when it failed or printed anything else. */
  answer<T>(...args: readonly string[]): Promise<T>;
}

/** The program on an empty database, with a data folder that lasts as long as the test. */
export async function createDetector(t: TestContext): Promise<Detector> {
  const folder = await createFolder(t);
  const env = {
    DATABASE_URL: await createTestDatabase(t),
    ACTIVE_DEFENSE_DATA_DIR: join(folder, 'data'),
    ACTIVE_DEFENSE_LOG_FOLDER: join(folder, 'logs'),
  };
  const run = (...args: readonly string[]): Promise<Outcome> => runDetector(args, env);
  return {
    folder,
    env,
    run,
    async answer<T>(...args: readonly string[]) {
      const { status, stdout, stderr } = await run(...args, '--json');
      if (status !== 0 || stderr !== '') throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

export async function createFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
