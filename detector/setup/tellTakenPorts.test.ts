import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { configurationFor, makeFolder } from '../../tests/support/service.ts';
import type { Configuration } from './configuration.ts';
import { createLog } from '../log.ts';
import { openReceivers } from '../pipeline/receivers.ts';
import { serve } from '../serve/serve.ts';

const log = createLog('silent');

async function takenPort(t: TestContext): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  return (other.address() as AddressInfo).port;
}

async function takenUdpPort(t: TestContext): Promise<number> {
  const other = createSocket('udp4').bind(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  return other.address().port;
}

async function configure(t: TestContext, change: (base: Configuration) => Partial<Configuration>) {
  const base = configurationFor('postgres://nobody@127.0.0.1:1/none', await makeFolder(t));
  return { ...base, ...change(base) };
}

test('a start names every port that another program has, each once', async (t) => {
  const [list, api, syslog, loki] = await Promise.all([0, 1, 2, 3].map(() => takenPort(t)));
  const start = (configuration: Configuration) =>
    serve({ configuration, log, now: Date.now, print: () => undefined, stop: new AbortController().signal });
  const all = await configure(t, (base) => ({
    list: { ...base.list, port: list },
    api: { ...base.api, port: api },
    syslog: { ...base.syslog, port: syslog },
    loki: { ...base.loki, port: loki },
  }));
  const others = [
    `ACTIVE_DEFENSE_SYSLOG_PORT is ${syslog}: another program uses that port, too.`,
    `ACTIVE_DEFENSE_LOKI_PORT is ${loki}: another program uses that port, too.`,
  ];
  await assert.rejects(start(all), ({ code, message }: { code: string; message: string }) => {
    const [first, ...more] = message.split('\n');
    assert.equal(code, 'list-listener-failed');
    assert.match(first, /ACTIVE_DEFENSE_LIST_PORT/);
    assert.deepEqual(more, [`ACTIVE_DEFENSE_API_PORT is ${api}: another program uses that port, too.`, ...others]);
    return true;
  });
  await assert.rejects(start({ ...all, list: { ...all.list, port: 0 } }), ({ message }: { message: string }) => {
    assert.deepEqual(message.split('\n').slice(1), others);
    return true;
  });
});

test('the listeners for logs name each other, and stay open for others where one of them is shut', async (t) => {
  const syslog = await takenUdpPort(t);
  const tls = await takenPort(t);
  const configuration = await configure(t, (base) => ({ syslog: { ...base.syslog, port: syslog, tlsPort: tls } }));
  const opening = openReceivers({
    ...{ configuration, log, certificate: { certificatePem: '', keyPem: '' } as never },
    sink: { push: () => Promise.resolve() },
    push: () => Promise.resolve(),
    patterns: () => [],
    committed: () => undefined,
    isCompleteLine: () => true,
  });
  await assert.rejects(opening, ({ code, message }: { code: string; message: string }) => {
    const [first, ...more] = message.split('\n');
    assert.equal(code, 'port-in-use');
    assert.match(first, /^Syslog over UDP .* ACTIVE_DEFENSE_SYSLOG_PORT sets it\.$/);
    assert.deepEqual(more, [`ACTIVE_DEFENSE_SYSLOG_TLS_PORT is ${tls}: another program uses that port, too.`]);
    return true;
  });
  const free = createServer().listen(syslog, '127.0.0.1');
  t.after(() => free.close());
  await once(free, 'listening');
});
