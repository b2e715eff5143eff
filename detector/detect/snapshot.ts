const chunkBytes = 8 * 1024 * 1024;
/** Raised with each change of what a snapshot consists of; `snapshotLayout.test.ts` sees to it. */
export const version = 1;
const headerBytes = 16;

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Writes state into chunks of at most 8 MiB, in the machine's byte order. It begins with the version, the length of the
 * whole, and a fingerprint: what must be equal where it is read again.
 */
export class SnapshotWriter {
  readonly #full: Uint8Array[] = [];
  #chunk = new Uint8Array(chunkBytes);
  #used = headerBytes;
  #total = headerBytes;

  constructor(fingerprint: string) {
    const bytes = new TextEncoder().encode(fingerprint);
    this.number(bytes.length);
    this.column(bytes);
  }

  number(value: number): void {
    this.column(Float64Array.of(value));
  }

  column(column: Column): void {
    const bytes = bytesOf(column);
    let from = 0;
    while (from < bytes.length) {
      if (this.#used === chunkBytes) this.#startChunk();
      const part = bytes.subarray(from, from + chunkBytes - this.#used);
      this.#chunk.set(part, this.#used);
      this.#used += part.length;
      from += part.length;
    }
    this.#total += bytes.length;
  }

  finish(): Uint8Array[] {
    const chunks = [...this.#full, this.#chunk.slice(0, this.#used)];
    chunks[0].set(bytesOf(Float64Array.of(version, this.#total)));
    return chunks;
  }

  #startChunk(): void {
    this.#full.push(this.#chunk);
    this.#chunk = new Uint8Array(chunkBytes);
    this.#used = 0;
  }
}

/** Reads what a writer wrote, in the same order. */
export class SnapshotReader {
  readonly #chunks: readonly Uint8Array[];
  #chunk = 0;
  #offset = headerBytes;

  private constructor(chunks: readonly Uint8Array[]) {
    this.#chunks = chunks;
  }

  /** Undefined when the snapshot is cut short, of another version, or has another fingerprint. */
  static open(chunks: readonly Uint8Array[], fingerprint: string): SnapshotReader | undefined {
    const expected = new TextEncoder().encode(fingerprint);
    const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (total < headerBytes + 8 + expected.length || chunks[0].length < Math.min(total, chunkBytes)) return undefined;
    // A Buffer's `slice` is a view into memory that it shares.
    const header = new Float64Array(new Uint8Array(chunks[0].subarray(0, headerBytes)).buffer);
    if (header[0] !== version || header[1] !== total) return undefined;
    const reader = new SnapshotReader(chunks);
    if (reader.number() !== expected.length) return undefined;
    const found = new Uint8Array(expected.length);
    reader.column(found);
    return found.every((byte, at) => byte === expected[at]) ? reader : undefined;
  }

  number(): number {
    const value = new Float64Array(1);
    this.column(value);
    return value[0];
  }

  column(into: Column): void {
    const bytes = bytesOf(into);
    let from = 0;
    while (from < bytes.length) {
      const chunk = this.#chunks[this.#chunk];
      const part = chunk.subarray(this.#offset, this.#offset + bytes.length - from);
      bytes.set(part, from);
      from += part.length;
      this.#offset += part.length;
      if (this.#offset === chunk.length) this.#nextChunk();
    }
  }

  #nextChunk(): void {
    this.#chunk += 1;
    this.#offset = 0;
  }
}

function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
