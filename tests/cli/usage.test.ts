import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { optionsHelp } from '../../detector/configurationOptions.ts';
import { createDetector, createFolder, mainFile, runDetector } from './runDetector.ts';

const groups = {
  device: ['add', 'list', 'remove'],
  settings: ['show', 'set'],
  blacklist: ['list', 'add', 'release', 'why'],
  allow: ['add', 'list', 'remove'],
  detection: ['on', 'off', 'status'],
  jobs: ['list', 'run'],
};
const commands = ['serve', 'migrate', 'replay', 'explain', 'simulate', ...Object.keys(groups)];

test('the general help names every command and every environment variable', async () => {
  const { status, stdout, stderr } = await runDetector(['--help']);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  for (const command of commands) assert.match(stdout, new RegExp(`^  ${command}\\b`, 'm'));
  assert.ok(stdout.endsWith(`${optionsHelp()}\n`));
});

test('each command has help of its own, and takes --json', async () => {
  const leaves = commands.flatMap((name) => {
    const children = name in groups ? groups[name as keyof typeof groups] : undefined;
    return children === undefined ? [[name]] : children.map((child) => [name, child]);
  });
  for (const path of leaves) {
    const { status, stdout } = await runDetector([...path, '--help']);
    assert.equal(status, 0, path.join(' '));
    assert.match(stdout, /--json/, path.join(' '));
  }
});

test('wrong usage ends with status 2 and says what is wrong', async () => {
  const cases: [string[], RegExp][] = [
    [[], /Usage:/],
    [['device'], /Usage:/],
    [['devise'], /unknown command 'devise'/],
    [['migrate', '--fast'], /unknown option '--fast'/],
    [['blacklist', 'add', '198.51.100.7'], /--reason/],
    [['blacklist', 'list', '--state', 'gone'], /active, released, held, refused/],
    [['settings', 'set'], /key=value/],
    [['simulate', '--to', 'file:/dev/null', '--lines', 'many'], /whole number from 1/],
    [['replay'], /missing required argument/],
  ];
  for (const [args, expected] of cases) {
    const { status, stdout, stderr } = await runDetector(args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, expected);
  }
});

test('shows its version', async () => {
  const { status, stdout } = await runDetector(['--version']);
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test('names all three mistakes of a configuration at once, and no stack', async () => {
  const { status, stdout, stderr } = await runDetector(['settings', 'show'], {
    ACTIVE_DEFENSE_LIST_PORT: 'https',
    ACTIVE_DEFENSE_SYSLOG_HOST: 'nowhere',
    ACTIVE_DEFENSE_LIST_USR: 'fw',
  });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(stderr.trimEnd().split('\n').length, 3);
  for (const name of ['LIST_PORT', 'SYSLOG_HOST', 'LIST_USR'])
    assert.match(stderr, new RegExp(`ACTIVE_DEFENSE_${name} is`));
});

test('says in a sentence that the database is out of reach', async (t) => {
  const folder = await createFolder(t);
  const { status, stderr } = await runDetector(['migrate'], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    ACTIVE_DEFENSE_DATA_DIR: folder,
  });
  assert.equal(status, 1);
  assert.match(stderr, /^The database can't be reached: .*\n$/);
});

test('calls what it did not foresee a defect, with the stack only when debugging', async (t) => {
  const { env, answer, run } = await createDetector(t);
  await answer('migrate');
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  await client.query('drop table settings');
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
