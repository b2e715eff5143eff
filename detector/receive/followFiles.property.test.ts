import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import type { CommittedPosition } from './filePosition.ts';
import { followFiles } from './followFiles.ts';
import { tailOf } from './tail.ts';

/** Stores lines with their position, as a database would, and breaks off in the middle of a block. */
function createStore() {
  const lines: string[] = [];
  const positions = new Map<string, CommittedPosition>();
  let linesUntilCrash = Infinity;
  return {
    lines,
    positions,
    isDown: () => linesUntilCrash === 0,
    crashAfter: (count: number) => (linesUntilCrash = count),
    push(block: { bytes: Uint8Array; position?: { path: string; identity: string; offset: number } }): Promise<void> {
      const { path, identity, offset } = block.position ?? assert.fail('a file block has a position');
      let end = 0;
      while (end < block.bytes.length && linesUntilCrash > 0) {
        const start = end;
        end = block.bytes.indexOf(0x0a, start) + 1;
        lines.push(Buffer.from(block.bytes.subarray(start, end - 1)).toString());
        linesUntilCrash--;
      }
      if (end > 0) positions.set(identity, { path, offset: offset + end, tail: tailOf(block.bytes, end) });
      return end < block.bytes.length ? Promise.reject(new Error('crashed')) : Promise.resolve();
    },
  };
}

type Store = ReturnType<typeof createStore>;

function follow(path: string, store: Store) {
  return followFiles({
    patterns: () => [path],
    committed: (identity) => store.positions.get(identity),
    sink: store,
    log: createLog('silent'),
    isCompleteLine: () => false,
    onTooLong: () => assert.fail('no line is too long'),
    pollMs: 1,
  });
}

/** Appends numbered lines, holding back the last bytes until it writes again. */
function createWriter(path: string) {
  let heldBack = '';
  let written = 0;
  writeFileSync(path, '');
  return {
    write(count: number, heldBackBytes: number): void {
      const line = () => `line ${written++} ${'x'.repeat(written % 50)}\n`;
      const text = heldBack + Array.from({ length: count }, line).join('');
      const end = Math.max(0, text.length - heldBackBytes);
      appendFileSync(path, text.slice(0, end));
      heldBack = text.slice(end);
    },
    /** Lines whose newline is in the file. */
    ended: () => written - (heldBack.split('\n').length - 1),
  };
}

type Action =
  { kind: 'write'; count: number; heldBackBytes: number } | { kind: 'crash'; afterLines: number } | { kind: 'rotate' };

const write = fc.record({ kind: fc.constant('write' as const), count: fc.nat(30), heldBackBytes: fc.nat(20) });
const crash = fc.record({ kind: fc.constant('crash' as const), afterLines: fc.nat(20) });
const rotate = fc.record({ kind: fc.constant('rotate' as const) });
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: write },
  { weight: 2, arbitrary: crash },
  { weight: 1, arbitrary: rotate },
);

async function storedNumbers(path: string, actions: readonly Action[]): Promise<number[]> {
  const store = createStore();
  const writer = createWriter(path);
  let files = follow(path, store);
  const settled = () => waitUntil('all is stored', () => store.lines.length >= writer.ended());
  try {
    for (const [i, step] of actions.entries()) {
      if (step.kind === 'write') {
        writer.write(step.count, step.heldBackBytes);
      } else if (step.kind === 'crash') {
        await settled();
        store.crashAfter(step.afterLines);
        writer.write(step.afterLines + 5, 3);
        await waitUntil('it crashes', store.isDown);
        await files.close();
        store.crashAfter(Infinity);
        files = follow(path, store);
      } else {
        writer.write(0, 0);
        await waitUntil('the file is open', () => files.stats().files.length > 0);
        await settled();
        renameSync(path, `${path}.${i}`);
        writeFileSync(path, '');
      }
    }
    writer.write(1, 0);
    await settled();
  } finally {
    await files.close();
  }
  return store.lines.map((line) => Number(line.split(' ')[1]));
}

test('stores every line once through partial writes, crashes in a block, restarts and rotations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 15 }), async (actions) => {
      const folder = mkdtempSync(join(tmpdir(), 'property-'));
      try {
        const numbers = await storedNumbers(join(folder, 'a.log'), actions);
        assert.deepEqual(
          numbers,
          Array.from({ length: numbers.length }, (_, n) => n),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
