import { hashPair } from './hash.ts';
import { SlotIndex } from './slotIndex.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

const keyBytes = 24;
const wordsPerKey = 6;
const timesPerKey = 3;
const groupWord = 1;
const headWord = 2;
const countWord = 3;
const newestTime = 2;

/**
 * The keys of a window: a source and a group (the target that it scans or the port that it sweeps), numbered from 1.
 * What every key needs stands together; what few keys need stands in columns of its own, whose pages stay untouched.
 * A time of 0 is "never": no log is from 1970.
 */
export class WindowKeys {
  readonly #words: Uint32Array;
  readonly #times: Float64Array;
  readonly #findingAt: Float64Array;
  readonly #seed: number;
  readonly #index = new SlotIndex();
  #size = 0;

  constructor(maxKeys: number, seed: number) {
    const memory = new ArrayBuffer(keyBytes * (maxKeys + 1));
    this.#words = new Uint32Array(memory);
    this.#times = new Float64Array(memory);
    this.#findingAt = new Float64Array(maxKeys + 1);
    this.#seed = seed;
  }

  get size(): number {
    return this.#size;
  }

  source(key: number): number {
    return this.#words[wordsPerKey * key];
  }

  group(key: number): number {
    return this.#words[wordsPerKey * key + groupWord];
  }

  /** The newest contact in the key's chain, or 0. */
  head(key: number): number {
    return this.#words[wordsPerKey * key + headWord];
  }

  /** How many contacts are in the key's chain. */
  count(key: number): number {
    return this.#words[wordsPerKey * key + countWord];
  }

  setChain(key: number, head: number, count: number): void {
    this.#words[wordsPerKey * key + headWord] = head;
    this.#words[wordsPerKey * key + countWord] = count;
  }

  newestAt(key: number): number {
    return this.#times[timesPerKey * key + newestTime];
  }

  noteTime(key: number, at: number): void {
    if (at > this.newestAt(key)) this.#times[timesPerKey * key + newestTime] = at;
  }

  findingAt(key: number): number {
    return this.#findingAt[key];
  }

  setFindingAt(key: number, at: number): void {
    setSparse(this.#findingAt, key, at);
  }

  /** The number of a key, a new one when it was never met. The caller sees to it that there is space. */
  open(source: number, group: number): number {
    const { slots, mask } = this.#index;
    let slot = hashPair(source, group, this.#seed) & mask;
    for (let key = slots[slot]; key !== 0; key = slots[slot]) {
      if (this.source(key) === source && this.group(key) === group) return key;
      slot = (slot + 1) & mask;
    }
    this.#size += 1;
    slots[slot] = this.#size;
    this.#fill(this.#size, source, group);
    if (this.#index.isTight(this.#size)) this.#rebuildIndex();
    return this.#size;
  }

  /** Drops the keys that have neither a contact nor a finding, renumbers the others, and their chains by `contactNumbers`. */
  compact(contactNumbers: Uint32Array): void {
    let kept = 0;
    for (let key = 1; key <= this.#size; key++) {
      if (this.count(key) === 0 && this.#findingAt[key] === 0) continue;
      kept += 1;
      this.#move(key, kept);
      this.#words[wordsPerKey * kept + headWord] = contactNumbers[this.head(kept)];
    }
    this.#shrink(kept);
    this.#rebuildIndex();
  }

  /** Replaces the numbers of addresses by new ones. */
  renumber(addressNumbers: Uint32Array, isGroupAddress: boolean): void {
    for (let key = 1; key <= this.#size; key++) {
      this.#words[wordsPerKey * key] = addressNumbers[this.source(key)];
      if (isGroupAddress) this.#words[wordsPerKey * key + groupWord] = addressNumbers[this.group(key)];
    }
    this.#rebuildIndex();
  }

  save(writer: SnapshotWriter): void {
    const end = this.#size + 1;
    writer.number(this.#size);
    writer.column(this.#words.subarray(0, wordsPerKey * end));
    writer.column(this.#findingAt.subarray(0, end));
  }

  load(reader: SnapshotReader): void {
    this.#shrink(0);
    this.#size = reader.number();
    const end = this.#size + 1;
    reader.column(this.#words.subarray(0, wordsPerKey * end));
    reader.column(this.#findingAt.subarray(0, end));
    this.#rebuildIndex();
  }

  #fill(key: number, source: number, group: number): void {
    this.#words[wordsPerKey * key] = source;
    this.#words[wordsPerKey * key + groupWord] = group;
    this.setChain(key, 0, 0);
    this.#times[timesPerKey * key + newestTime] = 0;
  }

  #move(from: number, to: number): void {
    if (from === to) return;
    const words = this.#words;
    for (let word = 0; word < wordsPerKey; word++) words[wordsPerKey * to + word] = words[wordsPerKey * from + word];
    setSparse(this.#findingAt, to, this.#findingAt[from]);
  }

  /** Leaves the columns of numbers that are free as `#fill` expects them. */
  #shrink(size: number): void {
    for (let key = size + 1; key <= this.#size; key++) {
      setSparse(this.#findingAt, key, 0);
    }
    this.#size = size;
  }

  #rebuildIndex(): void {
    this.#index.reset(this.#size);
    for (let key = 1; key <= this.#size; key++) {
      this.#index.insert(hashPair(this.source(key), this.group(key), this.#seed), key);
    }
  }
}

/** Leaves the page of a value that is 0 already untouched, so that it takes no memory. */
function setSparse(column: Float64Array, at: number, value: number): void {
  if (column[at] !== value) column[at] = value;
}
