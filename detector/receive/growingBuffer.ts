const smallestBytes = 256;

/** Bytes that wait for more; many small additions cost no more than one large one. */
export class GrowingBuffer {
  #bytes = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** All that was kept followed by the chunk; valid until the next call. */
  append(chunk: Buffer): Buffer {
    if (this.#length === 0) return chunk;
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) this.#grow(length);
    chunk.copy(this.#bytes, this.#length);
    return this.#bytes.subarray(0, length);
  }

  /** Keeps the end, from an offset on, of what `append` returned last. */
  keep(bytes: Buffer, from: number): void {
    const isOwn = this.#length > 0 && from === 0;
    this.#length = bytes.length - from;
    if (isOwn) return;
    const kept = bytes.subarray(from);
    this.#bytes = Buffer.allocUnsafeSlow(kept.length === 0 ? 0 : Math.max(smallestBytes, kept.length));
    kept.copy(this.#bytes);
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafeSlow(2 * length);
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
