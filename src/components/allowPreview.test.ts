import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedSentence, allowPreview } from './allowPreview.ts';
import { nextFetchWords } from './nextFetchWords.ts';

const nothing = { range: '192.0.2.0/24', faults: [], lifts: 0, lifted: [], overlaps: [] };

test('an entry that changes nothing says so', () => {
  assert.deepEqual(allowPreview(nothing), [{ kind: 'fact', text: 'No block has to be lifted.' }]);
});

test('faults are all that is told of what will not do', () => {
  assert.deepEqual(allowPreview({ ...nothing, faults: ['No.'] }), [{ kind: 'fault', text: 'No.' }]);
});

test('what is lifted is named as far as it is known, then counted', () => {
  const words = allowPreview({ ...nothing, lifts: 3, lifted: ['192.0.2.1', '192.0.2.2'], overlaps: ['192.0.2.9'] });
  assert.deepEqual(
    words.map(({ text }) => text),
    ['3 blocks will be lifted: 192.0.2.1, 192.0.2.2 and 1 more.', 'It overlaps 192.0.2.9.'],
  );
});

test('an entry of the same range is told to be replaced', () => {
  const [, word] = allowPreview({ ...nothing, overlaps: ['192.0.2.0/24'] });
  assert.equal(word?.text, '192.0.2.0/24 is on the list already: its reason and its end will be replaced.');
});

test('what was done counts the blocks', () => {
  assert.equal(allowedSentence({ range: '192.0.2.1', lifted: [] }), `Allowed 192.0.2.1. ${nextFetchWords}`);
  assert.equal(allowedSentence({ range: 'x', lifted: ['x'] }), `Allowed x; its block is lifted. ${nextFetchWords}`);
  assert.equal(
    allowedSentence({ range: 'x', lifted: ['x', 'y'] }),
    `Allowed x; 2 blocks are lifted. ${nextFetchWords}`,
  );
});
