import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import type { Io } from '../../detector/cli/io.ts';
import { buildProgram } from '../../detector/cli/program.ts';
import { firewallSteps, sensorStep } from '../../detector/actions/settings/firewallSteps.ts';
import { defaultFormatText } from '../../detector/parse/defaultFormat.ts';
import { documents, root, shellLines, wordsOf } from './documents.ts';

const silent: Io = {
  env: {},
  now: () => 0,
  actor: 'test',
  print: () => undefined,
  remark: () => undefined,
  progress: () => undefined,
  stdin: new PassThrough(),
};

const firewallRequest = {
  ...{ address: '192.0.2.10', name: 'ActiveDefense', zone: 'untrust', denyRule: 'Active Defense Deny' },
  ...({ syslogPort: 514, transport: 'udp', listPort: 8443 } as const),
};

/** How the documents call the command line: from a checkout, on Ubuntu, in a container. */
const calls = ['npm run -s detector -- ', 'sudo active-defense ', 'docker compose exec detector active-defense '];

/** What stands behind such a call, up to what the shell does next. */
function callsIn(line: string): string[] {
  const found = calls.map((call) => [line.indexOf(call), call.length] as const).find(([at]) => at >= 0);
  if (found === undefined) return [];
  return [line.slice(found[0] + found[1]).replace(/(?:^|\s)(?:[|>;]|&&|#\s).*$/, '')];
}

/** Sentences name commands, too, in spans of code. */
function spansOf(text: string): string[] {
  return Array.from(text.replaceAll(/^( *)```[^]*?^ *```$/gm, '').matchAll(/`([^`\n]+)`/g), ([, span]) => span);
}

const called = documents.flatMap(({ path, text, ...rest }) =>
  [...shellLines({ path, text, ...rest }), ...spansOf(text)]
    .flatMap(callsIn)
    // Where a document speaks of commands in general it says COMMAND or ….
    .filter((command) => command.trim() !== '' && !/COMMAND|…|^[\w-]+ or /.test(command))
    .map((command) => ({ path, command: command.trim() })),
);

/** What is wrong with a command: nothing runs, as what each one does is taken away. */
async function faultOf(command: string): Promise<string | undefined> {
  const program = buildProgram(silent);
  for (const leaf of leavesOf(program)) leaf.action(() => undefined);
  try {
    await program.parseAsync(wordsOf(command), { from: 'user' });
    return undefined;
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    return /^commander\.(?:help|version)/.test(code) ? undefined : message;
  }
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

test('every command in the documents is one that the command line takes', async () => {
  const faults = await Promise.all(
    called.map(async ({ path, command }) => ({ path, command, fault: await faultOf(command) })),
  );
  assert.deepEqual(
    faults.filter(({ fault }) => fault !== undefined),
    [],
  );
  assert.ok(called.length > 30, `found ${called.length}`);
  assert.notEqual(await faultOf('blacklist list --no-such-option'), undefined, 'a wrong one is seen');
});

test('the log format in the documents is the one that is read', () => {
  for (const path of ['README.md', 'docs/firewall.md']) {
    assert.ok(readFileSync(join(root, path), 'utf8').includes(`\n${defaultFormatText}\n`), path);
  }
});

test('what the sensor rule cuts stands in the document as the page tells it', () => {
  const text = readFileSync(join(root, 'docs/firewall.md'), 'utf8');
  const plain = (words: string) => words.replaceAll('`', '').trim().toLowerCase();
  const table = text.split(/^\| What +\| PAN-OS application or port +\|\n\|[ |-]+\n/m)[1].split('\n\n')[0];
  const rows = table.split('\n').map((row) => row.split('|').slice(1, -1).map(plain));
  assert.deepEqual(
    rows,
    sensorStep(firewallRequest).cuts.map(({ what, where }) => [plain(what), plain(where)]),
  );
});

test("the firewall's objects have the names in the document that the commands give them", () => {
  const text = readFileSync(join(root, 'docs/firewall.md'), 'utf8');
  const steps = firewallSteps(firewallRequest);
  const url =
    steps
      .flatMap(({ commands }) => commands)
      .join('\n')
      .match(/https:\S+/)?.[0] ?? '';
  for (const words of [
    `source \`${url}\``,
    '`Active Defense Deny`',
    '`Active Defense Sensor`',
    'name `ActiveDefense`',
  ]) {
    assert.ok(text.includes(words), words);
  }
});
