const fewestSlots = 1024;

/**
 * The slots of an open-addressing hash index with linear probing, never more than half full. A slot holds the number of
 * an entry of the table that owns the index; 0 is a free slot. All slots are reserved at once, since pages that were
 * never touched cost nothing, and only as many as the entries need are in use.
 */
export class SlotIndex {
  readonly slots: Int32Array;
  /** Slots in use minus one; a power of two minus one. */
  mask = fewestSlots - 1;

  constructor(maxEntries: number) {
    this.slots = new Int32Array(slotsFor(maxEntries));
  }

  /** Whether this many entries need more slots. */
  isTight(entries: number): boolean {
    return 2 * entries > this.mask;
  }

  /** Empties the index and sizes it for this many entries; their owner puts them in again. */
  reset(entries: number): void {
    const slotCount = slotsFor(entries);
    this.slots.fill(0, 0, slotCount);
    this.mask = slotCount - 1;
  }

  /** Puts an entry that is not there yet at the first free slot for its hash. */
  insert(hash: number, entry: number): void {
    let slot = hash & this.mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
    this.slots[slot] = entry;
  }
}

function slotsFor(entries: number): number {
  return Math.max(fewestSlots, 2 ** Math.ceil(Math.log2(2 * entries + 2)));
}
