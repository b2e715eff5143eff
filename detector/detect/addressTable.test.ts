import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AddressTable } from './addressTable.ts';

const anyWord = fc.oneof(fc.constantFrom(0, 0xffff, 0xffffffff), fc.nat(3));
const anyAddress = fc.tuple(anyWord, anyWord, anyWord, anyWord).map((words) => Uint32Array.from(words));
const anyAddresses = fc.array(anyAddress, { maxLength: 300, size: 'max' });

describe('address table', () => {
  it('numbers different addresses in the order in which they are first met', () => {
    fc.assert(
      fc.property(anyAddresses, fc.integer(), (addresses, seed) => {
        const table = new AddressTable(seed);
        const expected = new Map<string, number>();
        for (const address of addresses) {
          const name = address.join();
          assert.equal(table.find(address, 0), expected.get(name) ?? 0);
          if (!expected.has(name)) expected.set(name, expected.size + 1);
          assert.equal(table.intern(address, 0), expected.get(name));
        }
        assert.equal(table.size, expected.size);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what is marked, in its order, and tells the new numbers', () => {
    fc.assert(
      fc.property(anyAddresses, (addresses) => {
        const table = new AddressTable(1);
        const numbered = addresses.map((address) => ({ address, number: table.intern(address, 0) }));
        const numbers = Uint32Array.from({ length: table.size + 1 }, (_, number) => number % 3 && 1);
        table.compact(numbers);
        for (const { address, number } of numbered) assert.equal(table.find(address, 0), numbers[number]);
        assert.deepEqual(
          numbers.filter((number) => number > 0),
          Uint32Array.from({ length: table.size }, (_, index) => index + 1),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('grows past its first reserve', () => {
    const table = new AddressTable(1);
    for (let last = 0; last < 10_000; last++) table.intern(Uint32Array.of(0, 0, 0xffff, last), 0);
    for (let last = 0; last < 10_000; last++) {
      assert.equal(table.find(Uint32Array.of(0, 0, 0xffff, last), 0), last + 1);
    }
  });
});
