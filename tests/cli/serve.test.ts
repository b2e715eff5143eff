import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { waitUntil } from '../support/waitUntil.ts';
import { base, createDetector, mainFile } from './runDetector.ts';
import type { Environment } from './runDetector.ts';

const source = '198.20.0.7';

interface Served {
  readonly child: ChildProcess;
  readonly syslogPort: string;
  /** What it said on standard output and in its log, up to now. */
  readonly said: () => { printed: string; logged: string };
}

/** Starts the service on free ports; resolves once it takes lines, with the port that it takes syslog on. */
async function startServe(t: TestContext, env: Environment): Promise<Served> {
  const ports = {
    ACTIVE_DEFENSE_LIST_PORT: '0',
    ACTIVE_DEFENSE_SYSLOG_PORT: '0',
    ACTIVE_DEFENSE_SYSLOG_TLS_PORT: 'off',
    ACTIVE_DEFENSE_LOKI_PORT: 'off',
    ACTIVE_DEFENSE_API_PORT: 'off',
  };
  const options = { ...base, ...env, ...ports, ACTIVE_DEFENSE_LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, [mainFile, 'serve'], { env: options, stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let [printed, logged] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const portOf = () => /^Intake: +syslog .*port (\d+)$/m.exec(printed)?.[1];
  await waitUntil('it takes lines', () => portOf() !== undefined || child.exitCode !== null);
  const syslogPort = portOf();
  if (syslogPort === undefined) throw new Error(`serve ended before it took lines: ${logged}`);
  return { child, syslogPort, said: () => ({ printed, logged }) };
}

async function send(port: string, lines: readonly string[]): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(`${lines.join('\n')}\n`);
  socket.resume();
  await once(socket, 'close');
}

function denied(port: number): string {
  const now = new Date().toISOString();
  const time = now.slice(0, 19).replaceAll('-', '/').replace('T', ' ');
  return (
    `<14>1 ${now} simulated-fw - - - - SrcLocation=Romania; SrcIP=${source}; SrcPort=40000; SrcUser=; ` +
    `DstLocation=Australia; DstIP=203.0.113.9; DstPort=${port}; Action=deny; RuleName=sensor; RuleID=; ` +
    `TimeReceived=${time}; ThreatName=; ThreatID=; Severity=; Subtype=drop; Type= TRAFFIC;`
  );
}

interface Devices {
  devices: { lines: number; unreadable: { reason: string; lines: number; samples: string[] }[] }[];
  unregistered: { host: string; lines: number; command: string }[];
}

test('a newcomer registers the sender that is offered, sees its scanner blocked, why, and ends the service', async (t) => {
  const { env, run, answer } = await createDetector(t);
  const { child, syslogPort, said } = await startServe(t, env);
  const first = /\nList: +empty until the first block; firewalls may poll it already\nNext: /;
  await waitUntil('it says what to do next', () => first.test(said().printed));
  await answer('simulate', '--to', `tcp://127.0.0.1:${syslogPort}`, '--rate', '0', '--lines', '50');
  let offered: Devices['unregistered'] = [];
  await waitUntil('the sender is offered', async () => {
    offered = (await answer<Devices>('device', 'list')).unregistered;
    return offered.length === 1 && offered[0].lines === 50;
  });
  const { command } = offered[0];
  assert.equal(command, 'npm run -s detector -- device add simulated-fw --host simulated-fw');
  assert.ok((await run('device', 'list')).stdout.includes(`    ${command}\n`));
  await answer(...command.split(' -- ')[1].split(' '), '--time-zone', 'UTC');

  await waitUntil('its lines are stored', async () => {
    await send(syslogPort, [denied(99)]);
    return (await answer<Devices>('device', 'list')).devices[0].lines > 0;
  });
  await send(syslogPort, [denied(98).slice(0, -9), ...Array.from({ length: 11 }, (_, at) => denied(100 + at))]);
  await waitUntil('the scanner is blocked', async () => {
    return (await run('blacklist', 'list')).stdout.includes(source);
  });
  const why = (await run('blacklist', 'why', source)).stdout;
  assert.match(why, /^BLOCKED: 198\.20\.0\.7 is blocked for a port scan\.$/m);
  assert.match(why, /^Settings then: .*ports 10/m);
  assert.match(why, /^Reached: .*\b105\b/m);
  assert.match(why, /^ {2}.* port-scan +203\.0\.113\.9 +- +11 +block$/m);
  const listed = (await run('device', 'list')).stdout;
  assert.match(listed, /^Unreadable lines of simulated-fw/m);
  const { unreadable } = (await answer<Devices>('device', 'list')).devices[0];
  assert.deepEqual([unreadable.length, unreadable[0].lines, unreadable[0].samples.length], [1, 1, 1]);

  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'close'), [0, null]);
  assert.ok(said().printed.endsWith('\nStopped; everything received is stored.\n'));
  assert.doesNotMatch(said().logged, /19(?:69|70)-/, 'no time is told where there is none');
});

test('a signal that is passed on twice ends it as one does', async (t) => {
  const { env } = await createDetector(t);
  const { child } = await startServe(t, env);
  child.kill('SIGINT');
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});
