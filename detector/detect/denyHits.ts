import { AddressTable } from './addressTable.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Hits on the deny rule by source; four words of `source` and one time, as counted, for each. */
export interface DenyHitColumns {
  readonly source: Uint32Array;
  readonly at: Float64Array;
}

/** The time of a hit that was taken before the others. */
const taken = -Infinity;

/** The newest hit on the deny rule of each source, until they are taken. */
export class DenyHits {
  /** Sources whose hits were dropped because too many others had one. */
  evicted = 0;
  readonly #maxSources: number;
  readonly #sources: AddressTable;
  readonly #at: Float64Array;

  constructor(maxSources: number, seed: number) {
    this.#maxSources = maxSources;
    this.#sources = new AddressTable(seed);
    this.#at = new Float64Array(maxSources + 1);
  }

  note(words: Uint32Array, wordsAt: number, at: number): void {
    const known = this.#sources.size;
    if (known === this.#maxSources && this.#sources.find(words, wordsAt) === 0) {
      this.evicted += 1;
      return;
    }
    const source = this.#sources.intern(words, wordsAt);
    if (source > known || at > this.#at[source]) this.#at[source] = at;
  }

  /** Takes the hit of one source alone; null when it had none. */
  takeOf(words: Uint32Array, wordsAt: number): number | null {
    const source = this.#sources.find(words, wordsAt);
    if (source === 0 || this.#at[source] === taken) return null;
    const at = this.#at[source];
    this.#at[source] = taken;
    return at;
  }

  take(): DenyHitColumns {
    const sources = Array.from({ length: this.#sources.size }, (_, i) => i + 1).filter(
      (source) => this.#at[source] !== taken,
    );
    const source = new Uint32Array(4 * sources.length);
    sources.forEach((number, i) => source.set(this.#sources.words.subarray(4 * number, 4 * number + 4), 4 * i));
    const at = Float64Array.from(sources, (number) => this.#at[number]);
    this.#sources.clear();
    return { source, at };
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.evicted);
    this.#sources.save(writer);
    writer.column(this.#at.subarray(1, this.#sources.size + 1));
  }

  load(reader: SnapshotReader): void {
    this.evicted = reader.number();
    this.#sources.load(reader);
    reader.column(this.#at.subarray(1, this.#sources.size + 1));
  }
}
