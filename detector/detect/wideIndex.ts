import { hashPair } from './hash.ts';

const fewestSlots = 1024;

/**
 * Finds the contacts of keys with many of them by value, where walking the chain would cost more with each. Few keys are
 * so wide, so it grows on demand. A value may stand in it several times, with different times.
 */
export class WideIndex {
  readonly #seed: number;
  /** Two words a slot: key and contact; a free one has contact 0. */
  #slots = new Uint32Array(2 * fewestSlots);
  #mask = fewestSlots - 1;
  #size = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(key: number, value: number, contact: number, valueOf: (contact: number) => number): void {
    if (2 * (this.#size + 1) > this.#mask) this.#grow(valueOf);
    this.#insert(key, value, contact);
    this.#size += 1;
  }

  clear(): void {
    this.#slots = new Uint32Array(2 * fewestSlots);
    this.#mask = fewestSlots - 1;
    this.#size = 0;
  }

  /** The slot where the search for a value begins. */
  firstSlot(key: number, value: number): number {
    return hashPair(key, value, this.#seed) & this.#mask;
  }

  nextSlot(slot: number): number {
    return (slot + 1) & this.#mask;
  }

  /** The contact in a slot, or 0 where the search ends. */
  contactAt(slot: number): number {
    return this.#slots[2 * slot + 1];
  }

  keyAt(slot: number): number {
    return this.#slots[2 * slot];
  }

  #insert(key: number, value: number, contact: number): void {
    let slot = this.firstSlot(key, value);
    while (this.contactAt(slot) !== 0) slot = this.nextSlot(slot);
    this.#slots[2 * slot] = key;
    this.#slots[2 * slot + 1] = contact;
  }

  #grow(valueOf: (contact: number) => number): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    this.#mask = 2 * this.#mask + 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] !== 0) this.#insert(old[at], valueOf(old[at + 1]), old[at + 1]);
    }
  }
}
