import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { createDetector, createFolder, mainFile, runDetector } from './runDetector.ts';

test('ends with status 0 for help, 2 for wrong usage, 1 for a failure, the last two on standard error', async () => {
  const help = await runDetector(['--version']);
  assert.deepEqual([help.status, help.stderr], [0, '']);
  assert.match(help.stdout, /^\d+\.\d+\.\d+\n$/);
  const usage = await runDetector(['device', 'ad']);
  assert.deepEqual([usage.status, usage.stdout], [2, '']);
  assert.match(usage.stderr, /unknown command 'ad'/);
  const failure = await runDetector(['explain', '']);
  assert.deepEqual([failure.status, failure.stdout], [1, '']);
  assert.match(failure.stderr, /^Give one line/);
});

test('refuses a wrong address before it opens or makes a database', async (t) => {
  const data = join(await createFolder(t), 'data');
  for (const args of [
    ['blacklist', 'why', '999.1.1.1'],
    ['allow', 'remove', 'x'],
    ['blacklist', 'extend', '', '--for', '1h'],
  ]) {
    const { status, stderr } = await runDetector(args, { ACTIVE_DEFENSE_DATA_DIR: data });
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, /is not an address|\(address-wrong\)/, args.join(' '));
  }
  assert.equal(existsSync(data), false);
});

test('says in a sentence that the database is out of reach', async (t) => {
  const { status, stderr } = await runDetector(['migrate'], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    ACTIVE_DEFENSE_DATA_DIR: await createFolder(t),
  });
  assert.equal(status, 1);
  assert.match(stderr, /^The database can't be reached: .*\n$/);
});

test('calls what it did not foresee a defect, with the stack only when debugging', async (t) => {
  const { env, answer, run } = await createDetector(t);
  await answer('migrate');
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  await client.query('drop table settings cascade');
  await client.end();
  const plain = await run('settings', 'show');
  assert.equal(plain.status, 1);
  assert.match(plain.stderr, /^relation "settings" does not exist\. This is a defect of the program.*\n$/);
  const debugging = await runDetector(['settings', 'show'], { ...env, ACTIVE_DEFENSE_LOG_LEVEL: 'debug' });
  assert.match(debugging.stderr, /^ {4}at /m);
});

test('ends quietly when nobody reads its answer', async () => {
  const pipe = '"$0" "$1" --help | true; echo "${PIPESTATUS[*]}"';
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', pipe, process.execPath, mainFile]);
  assert.equal(stdout, '0 0\n');
  assert.equal(stderr, '');
});
