const fewestSlots = 1024;

/**
 * The slots of an open-addressing hash index with linear probing, never more than half full. A slot holds the number of
 * an entry of the table that owns the index; 0 is a free slot.
 */
export class SlotIndex {
  slots = new Int32Array(fewestSlots);

  /** The number of slots, a power of two, minus one. */
  get mask(): number {
    return this.slots.length - 1;
  }

  /** Whether this many entries need more slots. */
  isTight(entries: number): boolean {
    return 2 * entries > this.slots.length;
  }

  /** Empties the index and sizes it for this many entries; their owner puts them in again. */
  reset(entries: number): void {
    const length = Math.max(fewestSlots, 2 ** Math.ceil(Math.log2(2 * entries + 1)));
    if (length === this.slots.length) this.slots.fill(0);
    else this.slots = new Int32Array(length);
  }

  /** Puts an entry that is not there yet at the first free slot for its hash. */
  insert(hash: number, entry: number): void {
    let slot = hash & this.mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
    this.slots[slot] = entry;
  }
}
