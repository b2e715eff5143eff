import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelledRows, placeContacts } from './placeContacts.ts';

describe('contacts in a picture', () => {
  it('stand where their time and their port is, the largest port at the top', () => {
    const { dots, rows, fromMs, toMs } = placeContacts([
      { value: 443, at: 3000 },
      { value: 22, at: 2000 },
      { value: 8080, at: 1000 },
    ]);
    assert.deepEqual(rows, [8080, 443, 22]);
    assert.deepEqual([fromMs, toMs], [1000, 3000]);
    assert.deepEqual(
      dots.map(({ across, row }) => [across, row]),
      [
        [100, 1],
        [50, 2],
        [0, 0],
      ],
    );
  });

  it('order addresses by their numbers', () => {
    const contacts = ['198.51.100.9', '198.51.100.10', '198.51.100.2'].map((value) => ({ value, at: 1 }));
    assert.deepEqual(placeContacts(contacts).rows, ['198.51.100.10', '198.51.100.9', '198.51.100.2']);
  });

  it('stand in the middle when all came at once', () => {
    const { dots } = placeContacts([
      { value: 1, at: 5 },
      { value: 2, at: 5 },
    ]);
    assert.deepEqual(
      dots.map(({ across }) => across),
      [50, 50],
    );
  });
});

it('labels as many rows as fit, at even distances', () => {
  assert.deepEqual(labelledRows(3, 8), [0, 1, 2]);
  assert.deepEqual(labelledRows(11, 8), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(labelledRows(100, 4), [0, 25, 50, 75]);
});
