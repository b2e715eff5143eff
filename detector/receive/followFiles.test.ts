import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createCollectingSink } from '../../tests/support/collectingSink.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import type { CommittedPosition } from './filePosition.ts';
import { followFiles } from './followFiles.ts';
import type { FollowFilesOptions } from './followFiles.ts';
import { maxLineBytes } from './lineBlock.ts';
import type { LineBlock } from './lineBlock.ts';
import { tailOf } from './tail.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'follow-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

interface Clock {
  ms: number;
}

/** Starts following; what it took is committed at once, so a second start with the same `positions` goes on from there. */
function follow(
  t: TestContext,
  patterns: readonly string[],
  options: Partial<FollowFilesOptions> & {
    positions?: Map<string, CommittedPosition>;
    beforePush?: (block: LineBlock) => Promise<void>;
  } = {},
) {
  const { positions = new Map<string, CommittedPosition>(), beforePush, ...rest } = options;
  const clock: Clock = { ms: 0 };
  const tooLong: number[] = [];
  let looks = 0;
  const sink = createCollectingSink(beforePush);
  const commit = (block: LineBlock) => {
    if (block.position === undefined) return;
    const { path, identity, offset } = block.position;
    const { bytes } = block;
    positions.set(identity, { path, offset: offset + bytes.length, tail: tailOf(bytes, bytes.length) });
  };
  const files = followFiles({
    patterns: () => patterns,
    committed: (identity) => positions.get(identity),
    sink: { push: (block) => sink.push(block).then(() => commit(block)) },
    log: createLog('silent'),
    isCompleteLine: (line) => line.at(-1) === 0x3b,
    onTooLong: (_input, lengthBytes) => tooLong.push(lengthBytes),
    now() {
      looks++;
      return clock.ms;
    },
    pollMs: 5,
    ...rest,
  });
  t.after(() => files.close());
  /** Waits until every file was looked at once more. */
  const looksAgain = async () => {
    const enough = looks + 10;
    await waitUntil('it has looked again', () => looks >= enough);
  };
  const hasLines = (count: number) => waitUntil(`${count} lines are there`, () => sink.lines().length >= count);
  return { files, sink, clock, positions, tooLong, hasLines, looksAgain };
}

test('reads a file from its start and follows it', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\ntwo\n');
  const { sink, hasLines } = follow(t, [path]);
  await hasLines(2);
  appendFileSync(path, 'three\n');
  await hasLines(3);
  assert.deepEqual(sink.lines(), ['one', 'two', 'three']);
  assert.deepEqual(
    sink.blocks.map(({ input, kind, position }) => [input, kind, position?.offset]),
    [
      [path, 'file', 0],
      [path, 'file', 8],
    ],
  );
});

test('waits for a file and for a folder that do not exist yet', async (t) => {
  const folder = createFolder(t);
  const path = join(folder, 'later', 'a.log');
  const { clock, hasLines, looksAgain, files } = follow(t, [path, join(folder, 'later', 'b*.log')]);
  await looksAgain();
  mkdirSync(join(folder, 'later'));
  writeFileSync(path, 'one\n');
  writeFileSync(join(folder, 'later', 'b1.log'), 'two\n');
  clock.ms += 1_000;
  await hasLines(2);
  assert.deepEqual(files.stats().problems, {});
});

test('goes on from the committed position', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\ntwo\n');
  const first = follow(t, [path]);
  await first.hasLines(2);
  await first.files.close();
  appendFileSync(path, 'three\n');
  const second = follow(t, [path], { positions: first.positions });
  await second.hasLines(1);
  assert.deepEqual(second.sink.lines(), ['three']);
});

test('takes a line only when it is whole', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\ntw');
  const { sink, hasLines } = follow(t, [path]);
  await hasLines(1);
  appendFileSync(path, 'o\n');
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'two']);
});

test('follows a renamed file to its end and the new one from its start', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const { sink, clock, hasLines } = follow(t, [path]);
  await hasLines(1);
  renameSync(path, path + '.1');
  writeFileSync(path, 'three\n');
  appendFileSync(path + '.1', 'two\n');
  clock.ms += 1_000;
  await hasLines(3);
  assert.deepEqual(sink.lines().toSorted(), ['one', 'three', 'two']);
  assert.ok(sink.blocks.every(({ input }) => input === path));
});

test('reads no line again when a renamed file still matches', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const { sink, clock, hasLines, files } = follow(t, [path + '*']);
  await hasLines(1);
  renameSync(path, path + '.1');
  clock.ms += 1_000;
  await waitUntil('the new name is known', () => files.stats().files[0].path === path + '.1');
  appendFileSync(path + '.1', 'two\n');
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'two']);
});

test('reads the rest of a file that was renamed while nobody followed it', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const first = follow(t, [path]);
  await first.hasLines(1);
  await first.files.close();
  appendFileSync(path, 'two\n');
  renameSync(path, path + '.1');
  writeFileSync(path, 'three\n');
  const second = follow(t, [path], { positions: first.positions });
  await second.hasLines(2);
  assert.deepEqual(second.sink.lines(), ['two', 'three']);
  assert.ok(second.sink.blocks.every(({ input }) => input === path));
});

test('reads the rest of a deleted file', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\ntwo\n');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let pushes = 0;
  const { sink, hasLines } = follow(t, [path], { beforePush: () => (++pushes === 1 ? held : Promise.resolve()) });
  await waitUntil('a push is under way', () => pushes === 1);
  appendFileSync(path, 'three\n');
  unlinkSync(path);
  release();
  await hasLines(3);
  assert.deepEqual(sink.lines(), ['one', 'two', 'three']);
});

test('lets a renamed file go once its writer has left it', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const { clock, hasLines, looksAgain, files } = follow(t, [path]);
  await hasLines(1);
  await looksAgain();
  renameSync(path, path + '.1');
  clock.ms += 299_000;
  await looksAgain();
  assert.equal(files.stats().files.length, 1);
  clock.ms += 2_000;
  await waitUntil('it is let go', () => files.stats().files.length === 0);
});

test('lets a file go at once when no pattern names it any more', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const patterns = [path];
  const { clock, hasLines, files } = follow(t, patterns);
  await hasLines(1);
  patterns.pop();
  clock.ms += 1_000;
  await waitUntil('it is let go', () => files.stats().files.length === 0);
});

test('starts again at the start of a truncated file, also when it has grown past the position since', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\ntwo\n');
  const { sink, hasLines, files, positions } = follow(t, [path]);
  await hasLines(2);
  truncateSync(path);
  await waitUntil('it was noticed', () => files.stats().truncations === 1);
  appendFileSync(path, 'three\n');
  await hasLines(3);
  await files.close();
  truncateSync(path);
  appendFileSync(path, 'four and more than was there before\nfive\n');
  const second = follow(t, [path], { positions });
  await second.hasLines(2);
  assert.deepEqual(
    [...sink.lines(), ...second.sink.lines()],
    ['one', 'two', 'three', 'four and more than was there before', 'five'],
  );
  assert.equal(second.files.stats().truncations, 1);
});

test('notices that a file was rewritten in the same length', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one\n');
  const { sink, hasLines } = follow(t, [path]);
  await hasLines(1);
  writeFileSync(path, 'two\n');
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'two']);
});

test('takes a last line without newline after 5 idle seconds when it is whole', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one;\ntwo;');
  const { sink, clock, hasLines, looksAgain, positions } = follow(t, [path]);
  await hasLines(1);
  clock.ms += 4_999;
  await looksAgain();
  assert.equal(sink.lines().length, 1);
  clock.ms += 1;
  await hasLines(2);
  appendFileSync(path, '\nthree;\n');
  await hasLines(3);
  assert.deepEqual(sink.lines(), ['one;', 'two;', 'three;']);
  assert.equal([...positions.values()][0].offset, 'one;\ntwo;\nthree;\n'.length);
});

test('goes on after a line that was taken without its newline, when started again', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one;');
  const first = follow(t, [path]);
  await waitUntil('it is open', () => first.files.stats().files.length === 1);
  first.clock.ms += 5_000;
  await first.hasLines(1);
  await first.files.close();
  const second = follow(t, [path], { positions: first.positions });
  await waitUntil('it is open', () => second.files.stats().files.length === 1);
  second.clock.ms += 5_000;
  appendFileSync(path, 'glued\ntwo;\n');
  await second.hasLines(2);
  assert.deepEqual(second.sink.lines(), ['glued', 'two;']);
  assert.equal(second.files.stats().truncations, 0);
});

test('keeps waiting for the end of a last line that is not whole', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, 'one');
  const judged: string[] = [];
  const { sink, clock, files, hasLines } = follow(t, [path], {
    isCompleteLine: (line) => judged.push(Buffer.from(line).toString()) < 0,
  });
  await waitUntil('it is open', () => files.stats().files.length === 1);
  clock.ms += 5_000;
  await waitUntil('it was judged', () => judged.length === 1);
  appendFileSync(path, ' end\n');
  await hasLines(1);
  assert.deepEqual([judged, sink.lines()], [['one'], ['one end']]);
});

test('skips a line of 20 MB without holding it, and reports its length', async (t) => {
  const path = join(createFolder(t), 'a.log');
  const longBytes = 20_000_000;
  writeFileSync(path, Buffer.concat([Buffer.from('one\n'), Buffer.alloc(longBytes, 'x'), Buffer.from('\ntwo\n')]));
  const { sink, hasLines, tooLong } = follow(t, [path]);
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'two']);
  assert.deepEqual(tooLong, [longBytes]);
  assert.ok(sink.blocks.every(({ bytes }) => bytes.length < 1_000));
});

test('takes a line of the greatest length', async (t) => {
  const path = join(createFolder(t), 'a.log');
  const line = 'x'.repeat(maxLineBytes);
  writeFileSync(path, `${line}\ny${line}\nend\n`);
  const { sink, hasLines, tooLong } = follow(t, [path]);
  await hasLines(2);
  assert.deepEqual(sink.lines(), [line, 'end']);
  assert.deepEqual(tooLong, [maxLineBytes + 1]);
});

test('skips a hole at the start and the rest of the line that it cut', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, Buffer.concat([Buffer.alloc(4_096 * 100), Buffer.from('rest of a line\none\n')]));
  const { sink, hasLines, files } = follow(t, [path]);
  await hasLines(1);
  assert.deepEqual(sink.lines(), ['one']);
  assert.equal(files.stats().holeBytes, 409_600);
});

test('takes the whole line after zeros that are no hole', async (t) => {
  const path = join(createFolder(t), 'a.log');
  writeFileSync(path, Buffer.concat([Buffer.alloc(5_000), Buffer.from('one\n')]));
  const { sink, hasLines } = follow(t, [path]);
  await hasLines(1);
  assert.deepEqual(sink.lines(), ['one']);
});

test('reads nothing further while the sink has no room, and offers a refused block again', async (t) => {
  const path = join(createFolder(t), 'a.log');
  const line = 'x'.repeat(999) + '\n';
  writeFileSync(path, line.repeat(2_000));
  let offers = 0;
  const { sink, hasLines, files } = follow(t, [path], {
    beforePush: () => (++offers === 2 ? Promise.reject(new Error('no room')) : Promise.resolve()),
  });
  await hasLines(2_000);
  assert.equal(offers, sink.blocks.length + 1);
  assert.equal(sink.lines().length, 2_000);
  assert.deepEqual(files.stats().problems, {});
});

test('keeps a live file going while another has a backlog', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'a.log'), ('x'.repeat(999) + '\n').repeat(20_000));
  writeFileSync(join(folder, 'b.log'), 'live\n');
  const { sink, hasLines } = follow(t, [join(folder, '*.log')]);
  await hasLines(20_001);
  assert.ok(sink.blocks.findIndex(({ input }) => input.endsWith('b.log')) < 5);
});

test('reads a file once, whatever links lead to it, and survives loops of links', { timeout: 20_000 }, async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'a.log'), 'one\n');
  linkSync(join(folder, 'a.log'), join(folder, 'hard.log'));
  symlinkSync('a.log', join(folder, 'soft.log'));
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('self.log', join(folder, 'self.log'));
  const { sink, clock, hasLines, files } = follow(t, [join(folder, '**/*.log'), join(folder, '*.log')]);
  await hasLines(1);
  assert.match(files.stats().problems[join(folder, 'self.log')], /too many symbolic links/);
  unlinkSync(join(folder, 'self.log'));
  writeFileSync(join(folder, 'self.log'), 'two\n');
  clock.ms += 10_000;
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'two']);
  assert.deepEqual(files.stats().problems, {});
});

test('reads files with newlines and glob signs in their names', async (t) => {
  const folder = createFolder(t);
  const strange = join(folder, 'a\nb [x]*.log');
  writeFileSync(strange, 'one\n');
  const { sink, hasLines } = follow(t, [strange, join(folder, 'a*.log')]);
  await hasLines(1);
  assert.deepEqual(
    sink.blocks.map(({ input }) => input),
    [strange],
  );
});

test('leaves out what is no regular file', async (t) => {
  const folder = createFolder(t);
  mkdirSync(join(folder, 'folder.log'));
  symlinkSync('/dev/zero', join(folder, 'zero.log'));
  writeFileSync(join(folder, 'real.log'), 'one\n');
  const { sink, hasLines, files } = follow(t, [join(folder, '*.log'), '/dev/zero']);
  await hasLines(1);
  assert.deepEqual(sink.lines(), ['one']);
  assert.equal(files.stats().files.length, 1);
});

test('reports a name that is not UTF-8', async (t) => {
  const folder = createFolder(t);
  writeFileSync(Buffer.concat([Buffer.from(folder + '/'), Buffer.of(0xff), Buffer.from('.log')]), 'one\n');
  const { files } = follow(t, [join(folder, '*.log')]);
  await waitUntil('it is reported', () => Object.values(files.stats().problems).some((text) => text.includes('UTF-8')));
});

test('follows as many files as may be, known ones first, and says so', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'z.log'), 'known\n');
  const first = follow(t, [join(folder, '*.log')]);
  await first.hasLines(1);
  await first.files.close();
  for (let i = 0; i < 3_000; i++) writeFileSync(join(folder, `f${i}.log`), 'one\n');
  appendFileSync(join(folder, 'z.log'), 'more\n');
  const second = follow(t, [join(folder, '*.log')], { maxFiles: 10, positions: first.positions });
  await second.hasLines(10);
  assert.ok(second.sink.lines().includes('more'));
  const { files, skipped, problems } = second.files.stats();
  assert.deepEqual([files.length, skipped], [10, 2_991]);
  assert.match(problems['*'], /as many as may be/);
});

test('reads a copy of a file as a file of its own', async (t) => {
  const folder = createFolder(t);
  writeFileSync(join(folder, 'a.log'), 'one\n');
  copyFileSync(join(folder, 'a.log'), join(folder, 'b.log'));
  const { sink, hasLines } = follow(t, [join(folder, '*.log')]);
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['one', 'one']);
});
