import { hashAddress } from './hash.ts';
import { SlotIndex } from './slotIndex.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

const fewestAddresses = 1024;

/** Numbers addresses from 1 in the order in which they are first met. Exact: equal numbers are equal addresses. */
export class AddressTable {
  readonly #seed: number;
  readonly #index = new SlotIndex();
  #words = new Uint32Array(4 * fewestAddresses);
  #size = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Four words an address; those of number n stand from 4n. */
  get words(): Uint32Array {
    return this.#words;
  }

  get size(): number {
    return this.#size;
  }

  /** The number of an address, or 0 when it was never met. */
  find(words: Uint32Array, at: number): number {
    return this.#index.slots[this.#slotOf(words, at)];
  }

  /** The number of an address, a new one when it was never met. */
  intern(words: Uint32Array, at: number): number {
    const slot = this.#slotOf(words, at);
    const known = this.#index.slots[slot];
    if (known !== 0) return known;
    this.#size += 1;
    this.#reserve(this.#size);
    this.#copy(words, at, this.#size);
    this.#index.slots[slot] = this.#size;
    if (this.#index.isTight(this.#size)) this.#rebuildIndex();
    return this.#size;
  }

  /**
   * Keeps the addresses whose number is marked, in their order, and replaces each mark by the address's new number;
   * `numbers` has an element for every number and for 0.
   */
  compact(numbers: Uint32Array): void {
    let kept = 0;
    for (let number = 1; number <= this.#size; number++) {
      if (numbers[number] === 0) continue;
      kept += 1;
      numbers[number] = kept;
      this.#copy(this.#words, 4 * number, kept);
    }
    this.#size = kept;
    this.#rebuildIndex();
  }

  clear(): void {
    this.#size = 0;
    this.#index.reset(0);
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.#size);
    writer.column(this.#words.subarray(4, 4 * (this.#size + 1)));
  }

  load(reader: SnapshotReader): void {
    this.#size = reader.number();
    this.#reserve(this.#size);
    reader.column(this.#words.subarray(4, 4 * (this.#size + 1)));
    this.#rebuildIndex();
  }

  /** The slot that holds the address, or the free one where it belongs. */
  #slotOf(words: Uint32Array, at: number): number {
    const { slots, mask } = this.#index;
    let slot = hashAddress(words, at, this.#seed) & mask;
    while (slots[slot] !== 0 && !this.#isAt(slots[slot], words, at)) slot = (slot + 1) & mask;
    return slot;
  }

  #isAt(number: number, words: Uint32Array, at: number): boolean {
    const own = this.#words;
    const from = 4 * number;
    return (
      own[from + 3] === words[at + 3] &&
      own[from + 2] === words[at + 2] &&
      own[from + 1] === words[at + 1] &&
      own[from] === words[at]
    );
  }

  #copy(words: Uint32Array, at: number, number: number): void {
    const own = this.#words;
    own[4 * number] = words[at];
    own[4 * number + 1] = words[at + 1];
    own[4 * number + 2] = words[at + 2];
    own[4 * number + 3] = words[at + 3];
  }

  #reserve(size: number): void {
    if (4 * (size + 1) <= this.#words.length) return;
    const reserved = new Uint32Array(Math.max(2 * this.#words.length, 4 * (size + 1)));
    reserved.set(this.#words);
    this.#words = reserved;
  }

  #rebuildIndex(): void {
    this.#index.reset(this.#size);
    for (let number = 1; number <= this.#size; number++) {
      this.#index.insert(hashAddress(this.#words, 4 * number, this.#seed), number);
    }
  }
}
