import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { previewLines } from './previewLines.ts';

const preview = {
  address: '203.0.113.0/24',
  faults: [],
  warnings: [],
  size: '256 addresses',
  blocksInside: 0,
  allowedRecords: 0,
};

describe('what a preview says', () => {
  it('is only what is wrong, where something is', () => {
    const lines = previewLines({ ...preview, faults: ['It is no address.'], allowedRecords: null });
    assert.deepEqual(lines, [{ kind: 'fault', text: 'It is no address.' }]);
  });

  it('is the size, and that nobody used it', () => {
    assert.deepEqual(previewLines(preview), [
      { kind: 'fact', text: '203.0.113.0/24: 256 addresses.' },
      { kind: 'fact', text: 'Nothing was let through from it in the last 24 hours.' },
    ]);
  });

  it('warns first of what stays unblocked and of who may use it', () => {
    const lines = previewLines({ ...preview, warnings: ['A part stays.'], allowedRecords: 1200, blocksInside: 2 });
    assert.deepEqual(
      lines.map(({ kind, text }) => `${kind}: ${text}`),
      [
        'warning: A part stays.',
        'warning: 1,200 records of the last 24 hours were let through from it: somebody may use it.',
        'fact: 203.0.113.0/24: 256 addresses.',
        'fact: 2 active blocks lie inside it already.',
      ],
    );
    assert.equal(lines[1]?.link?.href, '/a/activedefense-syslog-app/records?source=203.0.113.0%2F24&action=allow');
  });
});
