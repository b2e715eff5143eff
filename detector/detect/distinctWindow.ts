import { bestWindow, isFromOneLowPort, valuesBetween } from './bestWindow.ts';
import type { TimedValue } from './bestWindow.ts';
import type { ContactList } from './contactList.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { ValueTimes } from './valueTimes.ts';
import { WindowKeys } from './windowKeys.ts';

const fewestBeforeCompaction = 65_536;

export interface DistinctWindowOptions {
  /** Contacts that are certain to fit; a quarter more are reserved, so that compactions stay rare at the cap. */
  readonly maxContacts: number;
  readonly windowMs: number;
  /** A key comes true when it has this many different values in one window. */
  readonly needed: number;
  readonly seed: number;
}

/** A key that came true. */
export interface Completion {
  /** The different values in the best window, each when it was seen last, newest first. */
  readonly values: readonly TimedValue[];
  /** Every record in it came from one source port below 1024. */
  readonly isFromOneLowPort: boolean;
}

/** Counts different values by key in a sliding window, exactly, for records whose times come out of order. */
export class DistinctWindow {
  readonly keys: WindowKeys;
  readonly windowMs: number;
  readonly maxContacts: number;
  readonly #slots: number;
  readonly #needed: number;
  readonly #times: ValueTimes;
  #compactAt: number;
  /** No contact and no finding is older. */
  #oldestAt = Infinity;

  constructor({ maxContacts, windowMs, needed, seed }: DistinctWindowOptions) {
    this.maxContacts = maxContacts;
    this.windowMs = windowMs;
    this.#needed = needed;
    this.#slots = maxContacts + Math.ceil(maxContacts / 4);
    this.keys = new WindowKeys(this.#slots, seed);
    this.#times = new ValueTimes({ keys: this.keys, maxContacts: this.#slots, windowMs, seed });
    this.#compactAt = Math.min(fewestBeforeCompaction, this.#slots);
  }

  get contacts(): ContactList {
    return this.#times.contacts;
  }

  /** Keys or contacts, whichever are more. */
  get size(): number {
    return Math.max(this.keys.size, this.contacts.size);
  }

  /** Compact it before the next `add`. */
  get isDueForCompaction(): boolean {
    return this.size >= this.#compactAt;
  }

  /** Counts a record, and returns its key. */
  add(source: number, group: number, value: number, sourcePort: number, at: number): number {
    const key = this.keys.open(source, group);
    if (at < this.#oldestAt) this.#oldestAt = at;
    this.keys.noteTime(key, at);
    this.#times.note(key, value, lowPortOf(sourcePort), at);
    return key;
  }

  /** Whether the record that was just added completes a window of its key; if so, the key is silent for the length of one. */
  complete(key: number, value: number, sourcePort: number, at: number): Completion | undefined {
    if (this.keys.count(key) < this.#needed || at < this.keys.findingAt(key) + this.windowMs) return undefined;
    const near = this.#times.near(key, at, this.windowMs);
    if (near.length < this.#needed) return undefined;
    near.push({ value, at, lowPort: lowPortOf(sourcePort) });
    const { count, endAt } = bestWindow(near, at, this.windowMs);
    if (count < this.#needed) return undefined;
    this.keys.setFindingAt(key, at);
    const after = endAt - this.windowMs;
    return {
      values: valuesBetween(near, after, endAt),
      isFromOneLowPort: isFromOneLowPort(near, after, endAt),
    };
  }

  /** Every value of a key, also those that no window holds any more. */
  valuesOf(key: number): TimedValue[] {
    return valuesBetween(this.#times.near(key, 0, Infinity), -Infinity, Infinity);
  }

  /** Silences a key as if it had come true at this time. */
  silence(source: number, group: number, at: number): void {
    const key = this.keys.open(source, group);
    if (at < this.#oldestAt) this.#oldestAt = at;
    if (at > this.keys.findingAt(key)) this.keys.setFindingAt(key, at);
  }

  /** Everything in the window is as new as this or newer. */
  get oldestAt(): number {
    return this.#oldestAt;
  }

  /** Lets the window grow before it is due again; for when a compaction would find nothing to drop. */
  postponeCompaction(): void {
    this.#compactAt = Math.min(this.#slots, Math.max(fewestBeforeCompaction, 2 * this.size));
  }

  /** Drops what is out of reach of the records to come, and all of the sources named. */
  compact(isReachable: (at: number) => boolean, isDropped: (source: number) => boolean): void {
    const numbers = new Uint32Array(this.contacts.size + 1);
    this.#oldestAt = Infinity;
    for (let key = 1; key <= this.keys.size; key++) {
      if (isDropped(this.keys.source(key))) {
        this.keys.setChain(key, 0, 0);
        this.keys.setFindingAt(key, 0);
      } else {
        this.#oldestAt = Math.min(this.#oldestAt, this.#times.keepReachable(key, isReachable, numbers));
        this.#keepFinding(key, isReachable);
      }
    }
    this.contacts.compact(numbers);
    this.keys.compact(numbers);
    this.#times.indexWideKeys();
    this.postponeCompaction();
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.#compactAt);
    writer.number(this.#oldestAt);
    this.keys.save(writer);
    this.contacts.save(writer);
  }

  load(reader: SnapshotReader): void {
    this.#compactAt = reader.number();
    this.#oldestAt = reader.number();
    this.keys.load(reader);
    this.contacts.load(reader);
    this.#times.indexWideKeys();
  }

  #keepFinding(key: number, isReachable: (at: number) => boolean): void {
    const at = this.keys.findingAt(key);
    if (at === 0) return;
    if (!isReachable(at)) this.keys.setFindingAt(key, 0);
    else if (at < this.#oldestAt) this.#oldestAt = at;
  }
}

/** Servers answer from ports below 1024; all others are alike. */
function lowPortOf(sourcePort: number): number {
  return sourcePort < 1024 ? sourcePort : 0;
}
