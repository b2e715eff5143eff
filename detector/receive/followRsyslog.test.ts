import assert from 'node:assert/strict';
import { mkdirSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createCollectingSink } from '../../tests/support/collectingSink.ts';
import { connectTo, hostFileRules, send, startRsyslog } from '../../tests/support/rsyslog.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import { identityAt } from './fileIdentity.ts';
import { followFiles } from './followFiles.ts';
import type { SpaceGiver } from './reclaimSpace.ts';
import { reclaimSpace } from './reclaimSpace.ts';
import { tailOf } from './tail.ts';

const body = (n: number) =>
  `SrcLocation=United States; SrcIP=198.51.100.7; SrcPort=40000; SrcUser=; DstIP=203.0.113.9; DstPort=${n}; Type= TRAFFIC;`;
const message = (host: string, n: number) => `<14>Nov 21 10:00:00 ${host} ${body(n)}\n`;

interface Folders {
  readonly root: string;
  readonly logs: string;
}

function createFolders(t: TestContext): Folders {
  const root = mkdtempSync(join(tmpdir(), 'rsyslog-'));
  t.after(() => rmSync(root, { recursive: true }));
  const logs = join(root, 'Firewall');
  mkdirSync(logs);
  return { root, logs };
}

function follow(t: TestContext, logs: string, space?: SpaceGiver) {
  const sink = createCollectingSink((block) => {
    const { path, identity, offset } = block.position ?? assert.fail('a file block has a position');
    const { bytes } = block;
    space?.committed(identity, { path, offset: offset + bytes.length, tail: tailOf(bytes, bytes.length) });
    return Promise.resolve();
  });
  const files = followFiles({
    patterns: () => [join(logs, '*.log')],
    committed: () => undefined,
    sink,
    log: createLog('silent'),
    isCompleteLine: () => false,
    onTooLong: () => assert.fail('no line is too long'),
    pollMs: 20,
  });
  t.after(() => files.close());
  return { files, sink, hasLines: (count: number) => waitUntil(`${count} lines`, () => sink.lines().length >= count) };
}

for (const template of ['RSYSLOG_FileFormat', 'RSYSLOG_TraditionalFileFormat'] as const) {
  test(`follows the files that rsyslog writes as ${template}, one a host`, async (t) => {
    const { root, logs } = createFolders(t);
    const rsyslog = await startRsyslog(t, root, hostFileRules(logs, template));
    const { sink, hasLines } = follow(t, logs);
    const socket = await connectTo(t, rsyslog.port);
    for (let n = 0; n < 2_000; n++) await send(socket, message(`fw${n % 2}`, n));
    await hasLines(2_000);
    for (const host of ['fw0', 'fw1']) {
      const ofHost = sink.blocks.filter(({ input }) => input === join(logs, `${host}.log`));
      const lines = ofHost.flatMap(({ bytes }) => Buffer.from(bytes).toString().trimEnd().split('\n'));
      assert.equal(lines.length, 1_000);
      assert.ok(lines.every((line, i) => line.endsWith(`${host} ${body(2 * i + Number(host.at(-1)))}`)));
    }
  });
}

/** To rsyslog the first word is the message's tag, which it keeps in front of what is repeated. */
test('gets what rsyslog makes of repeated lines', async (t) => {
  const { root, logs } = createFolders(t);
  const rules = '$RepeatedMsgReduction on\n' + hostFileRules(logs, 'RSYSLOG_TraditionalFileFormat');
  const rsyslog = await startRsyslog(t, root, rules);
  const { sink, hasLines } = follow(t, logs);
  const socket = await connectTo(t, rsyslog.port);
  await send(socket, message('fw1', 1).repeat(5) + message('fw1', 2));
  await hasLines(3);
  assert.deepEqual(
    sink.lines().map((line) => line.slice('Nov 21 10:00:00 fw1 '.length)),
    [body(1), body(1).replace(/ (.*)/, ' message repeated 4 times: [ $1]'), body(2)],
  );
});

test('loses and repeats no line while files are rotated under a writing rsyslog', async (t) => {
  const { root, logs } = createFolders(t);
  const rsyslog = await startRsyslog(t, root, hostFileRules(logs, 'RSYSLOG_FileFormat'));
  const { files, sink, hasLines } = follow(t, logs);
  const socket = await connectTo(t, rsyslog.port);
  const path = join(logs, 'fw1.log');
  for (let n = 0; n < 20_000; n++) {
    await send(socket, message('fw1', n));
    if (n % 4_000 !== 3_999) continue;
    await waitUntil('the file is followed', () => {
      const identity = existsSync(path) && identityAt(path);
      return files.stats().files.some((file) => file.identity === identity);
    });
    renameSync(path, `${path}.${n}`);
    rsyslog.reopenFiles();
  }
  await hasLines(20_000);
  const numbers = sink.lines().map((line) => Number(/DstPort=(\d+)/.exec(line)?.[1]));
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    Array.from({ length: 20_000 }, (_, n) => n),
  );
});

test('gives space back under a writing rsyslog without losing a line', async (t) => {
  const { root, logs } = createFolders(t);
  const rsyslog = await startRsyslog(t, root, hostFileRules(logs, 'RSYSLOG_FileFormat'));
  const space = reclaimSpace({ log: createLog('silent') });
  t.after(() => space.close());
  const { sink } = follow(t, logs, space);
  const socket = await connectTo(t, rsyslog.port);
  const lineCount = 400_000;
  const batch = 1_000;
  for (let n = 0; n < lineCount; n += batch) {
    await send(socket, Array.from({ length: batch }, (_, i) => message('fw1', n + i)).join(''));
  }
  const numbers = new Float64Array(lineCount).fill(0);
  let seen = 0;
  let blocksRead = 0;
  await waitUntil('all lines are there', () => {
    for (const { bytes } of sink.blocks.slice(blocksRead)) {
      for (const line of Buffer.from(bytes).toString('latin1').trimEnd().split('\n')) {
        numbers[Number(/DstPort=(\d+)/.exec(line)?.[1])]++;
        seen++;
      }
    }
    blocksRead = sink.blocks.length;
    return seen >= lineCount;
  });
  await space.close();
  assert.ok(numbers.every((times) => times === 1));
  assert.deepEqual(space.stats().problems, {});
  const { size, blocks } = statSync(join(logs, 'fw1.log'));
  t.diagnostic(`${size} bytes written, ${blocks * 512} on the disk`);
  assert.ok(size > 50_000_000);
  assert.ok(blocks * 512 < size - 30_000_000);
});
