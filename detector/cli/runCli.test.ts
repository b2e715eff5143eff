import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { optionsHelp } from '../setup/configurationOptions.ts';
import { runCli } from './runCli.ts';

const leaves = [
  ...['serve', 'migrate', 'device add', 'device list', 'device remove', 'settings show', 'settings set'],
  ...[
    'blacklist list',
    'blacklist add',
    'blacklist import',
    'blacklist release',
    'blacklist dismiss',
    'blacklist why',
    'allow add',
    'allow list',
    'allow remove',
  ],
  ...['detection on', 'detection off', 'detection status', 'jobs list', 'jobs run', 'replay', 'explain', 'simulate'],
];

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const printed: string[] = [];
  const remarks: string[] = [];
  const status = await runCli(args, {
    env,
    now: () => 0,
    actor: 'cli:tester',
    print: (line) => printed.push(line),
    remark: (line) => remarks.push(line),
    progress: () => undefined,
    stdin: Readable.from([]),
  });
  return { status, printed, remarks };
}

test('the general help names every command and ends with every environment variable', async () => {
  const { status, printed, remarks } = await run(['--help']);
  assert.equal(status, 0);
  assert.deepEqual(remarks, []);
  for (const name of new Set(leaves.map((leaf) => leaf.split(' ')[0]))) {
    assert.match(printed.join('\n'), new RegExp(`^  ${name}\\b`, 'm'));
  }
  assert.ok(printed.join('\n').endsWith(optionsHelp()));
});

test('each command has help of its own, and takes --json', async () => {
  for (const leaf of leaves) {
    const { status, printed } = await run([...leaf.split(' '), '--help']);
    assert.equal(status, 0, leaf);
    assert.match(printed[0], new RegExp(`^Usage: .* ${leaf} `));
    assert.match(printed.join('\n'), /--json/, leaf);
  }
});

test('wrong usage ends with status 2 and says what is wrong', async () => {
  const cases: [string[], RegExp][] = [
    [[], /Usage:/],
    [['device'], /Usage:/],
    [['devise'], /unknown command 'devise'/],
    [['migrate', '--fast'], /unknown option '--fast'/],
    [['migrate', 'twice'], /too many arguments/],
    [['blacklist', 'add', '198.51.100.7'], /--reason/],
    [['blacklist', 'list', '--state', 'gone'], /active, released, held, refused/],
    [['settings', 'set'], /key=value/],
    [['settings', 'set', 'fast', 'x=1', 'x=2'], /"fast" is not key=value.*\n.*x is given twice/],
    [['simulate', '--to', 'file:/dev/null', '--lines', 'many'], /whole number from 1/],
    [['replay'], /missing required argument/],
  ];
  for (const [args, expected] of cases) {
    const { status, printed, remarks } = await run(args);
    assert.equal(status, 2, args.join(' '));
    assert.deepEqual(printed, []);
    assert.match(remarks.join('\n'), expected);
  }
});

test('names all three mistakes of a configuration at once', async () => {
  const { status, printed, remarks } = await run(['settings', 'show'], {
    ACTIVE_DEFENSE_LIST_PORT: 'https',
    ACTIVE_DEFENSE_SYSLOG_HOST: 'nowhere',
    ACTIVE_DEFENSE_LIST_USR: 'fw',
  });
  assert.equal(status, 1);
  assert.deepEqual(printed, []);
  assert.equal(remarks.length, 3);
  assert.match(remarks[2], / \(configuration-wrong\)$/);
  assert.match(remarks.find((line) => line.includes('LIST_USR')) ?? '', /did you mean ACTIVE_DEFENSE_LIST_USER\?/);
  for (const name of ['LIST_PORT', 'SYSLOG_HOST', 'LIST_USR']) {
    assert.ok(remarks.some((line) => line.startsWith(`ACTIVE_DEFENSE_${name} is`)));
  }
});

test('offers no other variable for a name that is like none', async () => {
  const { remarks } = await run(['settings', 'show'], { ACTIVE_DEFENSE_COLOUR: 'blue' });
  assert.deepEqual(remarks, [
    'ACTIVE_DEFENSE_COLOUR is not known: leave it out. --help names all that are. (configuration-wrong)',
  ]);
});

test('explains the line that standard input holds', async () => {
  const { status, remarks } = await run(['explain', '-']);
  assert.equal(status, 1);
  assert.match(remarks.join(), /^Give one line/);
});
