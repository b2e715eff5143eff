import { AddressTable } from './addressTable.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Hits on the deny rule by source; four words of `source` and one time, as counted, for each. */
export interface DenyHitColumns {
  readonly source: Uint32Array;
  readonly at: Float64Array;
}

/** The newest hit on the deny rule of each source, until they are taken. */
export class DenyHits {
  /** Sources whose hits were dropped because too many others had one. */
  letGo = 0;
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
      this.letGo += 1;
      return;
    }
    const source = this.#sources.intern(words, wordsAt);
    if (source > known || at > this.#at[source]) this.#at[source] = at;
  }

  take(): DenyHitColumns {
    const end = this.#sources.size + 1;
    const taken = { source: this.#sources.words.slice(4, 4 * end), at: this.#at.slice(1, end) };
    this.#sources.clear();
    return taken;
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.letGo);
    this.#sources.save(writer);
    writer.column(this.#at.subarray(1, this.#sources.size + 1));
  }

  load(reader: SnapshotReader): void {
    this.letGo = reader.number();
    this.#sources.load(reader);
    reader.column(this.#at.subarray(1, this.#sources.size + 1));
  }
}
