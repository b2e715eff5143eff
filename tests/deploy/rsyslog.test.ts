import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createLog } from '../../detector/log.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import { createContextTable } from '../../detector/parse/contextTable.ts';
import { createLineReader } from '../../detector/parse/lineReader.ts';
import { plainServer } from '../../detector/receive/syslogServer.ts';
import { receiveSyslogTcp } from '../../detector/receive/syslogTcp.ts';
import { createCollectingSink } from '../support/collectingSink.ts';
import { connectTo, runRsyslog, send } from '../support/rsyslog.ts';
import { makeFolder } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { checkConfig, onFreePorts, readRsyslogFile, replaceAll, rsyslogFiles, ubuntuConfig } from './rsyslogFiles.ts';

const authority = '/etc/rsyslog-active-defense-ca.crt';
const logs = '/var/log/Firewall/';
const body = (n: number) =>
  `SrcLocation=10.0.0.0-10.255.255.255; SrcIP=10.9.8.7; SrcPort=40000; SrcUser=; DstIP=203.0.113.9; DstPort=${n}; Type= TRAFFIC;`;
const bsd = (host: string, n: number) => `<14>Nov 21 10:00:00 ${host} ${body(n)}\n`;
const ietf = (host: string, n: number) => `<14>1 2026-11-21T10:00:00.123+11:00 ${host} - - - - ${body(n)}\n`;

for (const name of rsyslogFiles) {
  test(`rsyslogd takes ${name} beside Ubuntu's own configuration without a complaint`, async (t) => {
    const folder = await makeFolder(t);
    const config = readRsyslogFile(name);
    const file = join(folder, 'ca.crt');
    writeFileSync(file, '');
    const moved = config.includes(authority) ? replaceAll(config, { [authority]: file }) : config;
    checkConfig(folder, ubuntuConfig(folder, moved));
  });
}

test('private addresses and this machine may send, others may not', () => {
  const patterns = rsyslogFiles.map((name) => /re_match\(\$fromhost-ip, '([^']+)'\)/.exec(readRsyslogFile(name))?.[1]);
  assert.equal(new Set(patterns).size, 1);
  const mayAccess = new RegExp(patterns[0] ?? assert.fail('there is a condition'));
  for (const address of ['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.1', '192.168.7.8', '::1', 'fd12:3456::1']) {
    assert.match(address, mayAccess);
  }
  for (const address of [
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '110.1.1.1',
    '2001:db8::1',
    '::12',
    'fe80::1',
  ]) {
    assert.doesNotMatch(address, mayAccess);
  }
});

/** rsyslogd as on Ubuntu, with the deployed file's folder moved to one of the test's own. */
async function startOnUbuntu(t: TestContext, change: Readonly<Record<string, string>> = {}) {
  const folder = await makeFolder(t);
  const firewall = join(folder, 'Firewall');
  mkdirSync(firewall);
  chmodSync(firewall, 0o2770);
  const portFile = join(folder, 'port');
  const given = replaceAll(readRsyslogFile('60-active-defense.conf'), { [logs]: `${firewall}/`, ...change });
  const { config, udpPort } = await onFreePorts(given, portFile);
  const rsyslog = await runRsyslog(t, folder, { config: ubuntuConfig(folder, config), portFile });
  const linesOf = (file: string) => readFileSync(join(firewall, file), 'utf8').split('\n').slice(0, -1);
  const files = () => readdirSync(firewall).toSorted();
  return { folder, firewall, rsyslog, udpPort, files, linesOf };
}

test('each host gets its file, which a group may write, and no other log gets the lines', async (t) => {
  const { folder, firewall, rsyslog, udpPort, files, linesOf } = await startOnUbuntu(t);
  const socket = await connectTo(t, rsyslog.port);
  await send(socket, bsd('fw-1', 1) + ietf('FW-2.example.com', 2) + bsd('fw-1', 3));
  const udp = createSocket('udp4');
  t.after(() => udp.close());
  udp.send(ietf('fw-3', 4), udpPort, '127.0.0.1');
  await waitUntil('three files are there', () => files().length === 3 && linesOf('fw-3.log').length === 1);
  assert.deepEqual(files(), ['FW-2.example.com.log', 'fw-1.log', 'fw-3.log']);
  await rsyslog.stop();
  const lines = linesOf('fw-1.log');
  assert.match(lines[0], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+[+-]\d\d:\d\d fw-1 /);
  assert.ok(lines[0].endsWith(` fw-1 ${body(1)}`));
  assert.ok(lines[1].endsWith(` fw-1 ${body(3)}`));
  assert.ok(linesOf('FW-2.example.com.log')[0].endsWith(` FW-2.example.com - ${body(2)}`));
  const { mode, gid } = statSync(join(firewall, 'fw-1.log'));
  assert.deepEqual([mode & 0o777, gid], [0o660, statSync(firewall).gid]);
  for (const name of readdirSync(join(folder, 'log'))) {
    const text = readFileSync(join(folder, 'log', name), 'utf8');
    assert.doesNotMatch(text, /SrcIP=/);
    assert.equal(statSync(join(folder, 'log', name)).mode & 0o777, 0o640);
  }
});

test('a hostile host name makes no file elsewhere, none that is hidden, and loses no line', async (t) => {
  const { folder, rsyslog, files, linesOf } = await startOnUbuntu(t);
  // rsyslogd writes its own `pid` whenever it comes to it.
  const ownFiles = () => readdirSync(folder).filter((name) => !/^pid(\.tmp)?$/.test(name));
  const before = ownFiles();
  const names = [
    '../evil', '../../../../tmp/evil', '/etc/evil', '..', '.', '.hidden', '-', '-rf', '%HOSTNAME%', '$(touch evil)', 'a;b',
    `long${'x'.repeat(300)}`, 'fw\\..\\evil', 'fïrewall', 'a/b/c', '~root', 'fw-1/../../evil', 'fw.log.', 'a*', '[::1]',
  ]; // prettier-ignore
  const messages = names.flatMap((host, i) => [ietf(host, 2 * i), bsd(host, 2 * i + 1)]);
  const socket = await connectTo(t, rsyslog.port);
  await send(socket, messages.join(''));
  const numbers = () => files().flatMap((file) => linesOf(file).map((line) => Number(/DstPort=(\d+)/.exec(line)?.[1])));
  await waitUntil('all lines are written', () => numbers().length >= messages.length);
  assert.deepEqual(
    numbers().toSorted((a, b) => a - b),
    [...messages.keys()],
  );
  for (const file of files()) assert.match(file, /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.log$/);
  assert.ok(linesOf('127.0.0.1.log').length >= names.length - 2);
  assert.deepEqual(ownFiles().toSorted(), before.toSorted());
  assert.equal(existsSync('/tmp/evil.log'), false);
});

const keyValue = (n: number) =>
  `SrcLocation=China; SrcIP=5.6.7.8; SrcPort=40000; SrcUser=; DstLocation=Australia; DstIP=203.0.113.9; DstPort=${n}; ` +
  'Action=deny; RuleName=Sensor; RuleID=; TimeReceived=2026/11/21 10:00:00; ThreatName=; ThreatID=; Severity=; Subtype=drop; Type= TRAFFIC;';

function readPorts(lines: readonly string[]): (number | string)[] {
  const reader = createLineReader({ contexts: createContextTable({ maxContexts: 100 }) });
  const batch = createRecordBatch(100);
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  reader.readLines(bytes, 0, bytes.length, { input: 'a', deviceOf: () => ({ deviceId: 1, timeZone: 'UTC' }) }, batch);
  const reasons = reader.takeCounts().unreadable.flatMap(({ reason, lines: n }) => Array<string>(n).fill(reason));
  return [...batch.destinationPort.subarray(0, batch.length), ...reasons];
}

test('each message is a line, however senders end it, and joined ones are refused', async (t) => {
  const { rsyslog, udpPort, linesOf, files } = await startOnUbuntu(t);
  const message = (host: string, n: number) => `<14>Nov 21 10:00:00 ${host} ${keyValue(n)}`;
  const socket = await connectTo(t, rsyslog.port);
  await send(socket, `${message('nul', 1)}\0${message('nul', 2)}\0${message('nul', 3)}\n`);
  await send(socket, `${message('crlf', 1)}\r\n${message('crlf', 2)}\r\n`);
  await send(
    socket,
    [1, 2]
      .map((n) => message('count', n))
      .map((text) => `${text.length} ${text}`)
      .join(''),
  );
  const joined = `${message('joined', 1)}\n${message('joined', 2)}`;
  await send(socket, `${joined.length} ${joined}`);
  const long = message('long', 1).replace('SrcUser=', `SrcUser=${'x'.repeat(9_000)}${message('victim', 2)}`);
  await send(socket, `${long}\n${message('last', 1)}\n`);
  const udp = createSocket('udp4');
  t.after(() => udp.close());
  udp.send(`${message('joined', 3)}\n${message('joined', 4)}\n`, udpPort, '127.0.0.1');
  udp.send(`${message('datagram', 1)}\n`, udpPort, '127.0.0.1');
  await waitUntil('all are written', () => files().length === 7 && linesOf('joined.log').length === 2);
  await rsyslog.stop();
  const portsOf = (host: string) => readPorts(linesOf(`${host}.log`));
  assert.deepEqual(portsOf('nul'), [1, 2, 3]);
  assert.deepEqual(portsOf('crlf'), [1, 2]);
  assert.deepEqual(portsOf('count'), [1, 2]);
  assert.deepEqual(portsOf('joined'), ['seam', 'seam']);
  assert.deepEqual(portsOf('long'), ['cut']);
  assert.deepEqual(portsOf('datagram'), [1]);
  assert.deepEqual(portsOf('last'), [1]);
});

test('who is not named as a firewall is not written', async (t) => {
  const condition = /if not re_match\(\$fromhost-ip.*\) then stop/.exec(readRsyslogFile('60-active-defense.conf'))?.[0];
  const { rsyslog, files } = await startOnUbuntu(t, {
    [condition ?? '']: 'if not ($fromhost-ip == ["198.51.100.1", "198.51.100.2"]) then stop',
  });
  const socket = await connectTo(t, rsyslog.port);
  await send(socket, bsd('fw-1', 1));
  socket.end();
  await once(socket, 'close');
  await rsyslog.stop();
  assert.deepEqual(files(), []);
});

/**
 * TCP acknowledges nothing that the detector has read, so rsyslog believes what it wrote into a connection that had just
 * been closed. It takes so many lines out of its queue at a time.
 */
const sentAtOnce = 128;

test('forwarding over TCP loses no more than was under way when the detector went, over a restart of rsyslog, too', async (t) => {
  const folder = await makeFolder(t);
  const portFile = join(folder, 'port');
  const first = await openReceiver(t, 0);
  const given = replaceAll(readRsyslogFile('forward-tcp.conf'), { 'port="5514"': `port="${first.port}"` });
  const { config } = await onFreePorts(given, portFile);
  const whole = { config: ubuntuConfig(folder, config), portFile };
  const before = await runRsyslog(t, folder, whole);
  const sendThrough = async (port: number, from: number, to: number): Promise<void> => {
    const socket = await connectTo(t, port);
    for (let n = from; n < to; n++) await send(socket, bsd('fw-1', n));
    socket.end();
    await once(socket, 'close');
  };
  await sendThrough(before.port, 0, 1_000);
  await waitUntil('the first lines are there', () => first.numbers().length === 1_000);
  assert.ok(first.sink.lines()[0].endsWith(` fw-1 ${body(0)}`));
  await first.close();
  await sendThrough(before.port, 1_000, 3_000);
  await before.stop();
  assert.ok(readdirSync(join(folder, 'spool')).some((name) => name.startsWith('active-defense')));
  const after = await runRsyslog(t, folder, whole);
  await sendThrough(after.port, 3_000, 4_000);
  const second = await openReceiver(t, first.port);
  const missing = () => {
    const arrived = new Set(second.numbers());
    return Array.from({ length: 3_000 }, (_, i) => 1_000 + i).filter((n) => !arrived.has(n));
  };
  await waitUntil('all others are there', () => missing().every((n) => n < 1_000 + sentAtOnce));
  t.diagnostic(`${missing().length} lines are missing; ${second.numbers().length} came`);
});

/** The detector's syslog listener, with its lines kept. */
async function openReceiver(t: TestContext, port: number) {
  const sink = createCollectingSink(() => Promise.resolve());
  const log = createLog('silent');
  const listener = await receiveSyslogTcp({ createServer: plainServer, host: '127.0.0.1', port, sink, log });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= listener.close());
  t.after(close);
  const numbers = () => sink.lines().map((line) => Number(/DstPort=(\d+)/.exec(line)?.[1]));
  return { sink, numbers, close, port: listener.address.port };
}
