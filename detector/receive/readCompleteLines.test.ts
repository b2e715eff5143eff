import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxLineBytes } from './lineBlock.ts';
import { readCompleteLines } from './readCompleteLines.ts';

async function read(chunks: readonly Buffer[]): Promise<{ text: string; tooLong: number }> {
  let tooLong = 0;
  const blocks: Buffer[] = [];
  const stream = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  })();
  for await (const block of readCompleteLines(stream, () => tooLong++)) blocks.push(Buffer.from(block));
  assert.ok(blocks.every((block) => block.at(-1) === 0x0a));
  return { text: Buffer.concat(blocks).toString('latin1'), tooLong };
}

test('gives every line once wherever the stream is cut', async () => {
  const piece = fc.stringMatching(/^[ab\n]{0,12}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const whole = pieces.join('');
      const expected = whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`;
      const { text } = await read(pieces.map((text) => Buffer.from(text)));
      assert.equal(text, expected);
    }),
    { numRuns: 300 },
  );
});

test('leaves out a line that is too long, whatever follows it', async () => {
  const long = Buffer.alloc(maxLineBytes, 0x78);
  const chunks = ['first\nsecond ', long, long, '\nthird\n', 'fourth'].map((chunk) => Buffer.from(chunk));
  assert.deepEqual(await read(chunks), { text: 'first\nthird\nfourth\n', tooLong: 1 });
});
