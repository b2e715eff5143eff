import { bestWindow, valuesBetween } from './bestWindow.ts';
import type { TimedValue } from './bestWindow.ts';
import { ContactList } from './contactList.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { WideIndex } from './wideIndex.ts';
import { WindowKeys } from './windowKeys.ts';

/** From this many contacts on a key's values are found by index; below, walking its chain is faster. */
const wideFrom = 32;
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
  /** Every record since the window began came from one source port below 1024. */
  readonly isFromOneLowPort: boolean;
}

/**
 * Counts different values by key in a sliding window, exactly, for records whose times come out of order. Of each value
 * it keeps the times that some window may still need: between two times at most a window apart no third one matters,
 * since a window that holds it can be moved to hold one of the two and lose nothing.
 */
export class DistinctWindow {
  readonly keys: WindowKeys;
  readonly contacts: ContactList;
  readonly windowMs: number;
  readonly maxContacts: number;
  readonly #slots: number;
  readonly #needed: number;
  readonly #wide: WideIndex;
  readonly #valueOf = (contact: number): number => this.contacts.value(contact);
  #compactAt: number;
  /** Of the value just added: the newest two contacts up to its time, and the oldest one after it; 0 for none. */
  #before = 0;
  #beforeThat = 0;
  #after = 0;

  constructor({ maxContacts, windowMs, needed, seed }: DistinctWindowOptions) {
    this.maxContacts = maxContacts;
    this.windowMs = windowMs;
    this.#needed = needed;
    this.#slots = maxContacts + Math.ceil(maxContacts / 4);
    this.keys = new WindowKeys(this.#slots, seed);
    this.contacts = new ContactList(this.#slots);
    this.#wide = new WideIndex(seed);
    this.#compactAt = Math.min(fewestBeforeCompaction, this.#slots);
  }

  /** Keys or contacts, whichever are more. */
  get size(): number {
    return Math.max(this.keys.size, this.contacts.size);
  }

  /** Compact it before the next `add`. */
  get isDueForCompaction(): boolean {
    return this.size >= this.#compactAt;
  }

  /** Counts a record, and returns its key. No record to come counts as of a time before `slowest`. */
  add(source: number, group: number, value: number, sourcePort: number, at: number, slowest: number): number {
    const key = this.keys.open(source, group);
    this.keys.notePort(key, sourcePort, at);
    this.#findNeighbours(key, value, at);
    const replaced = this.#redundantContact(at, slowest);
    if (replaced === undefined) this.#addContact(key, value, at);
    else if (replaced !== 0) this.contacts.setAt(replaced, at);
    return key;
  }

  /** Whether the record that was just added completes a window of its key; if so, the key is silent for the length of one. */
  complete(key: number, value: number, sourcePort: number, at: number): Completion | undefined {
    if (this.keys.count(key) < this.#needed || at < this.keys.findingAt(key) + this.windowMs) return undefined;
    const near = this.#contactsNear(key, at, this.windowMs);
    if (near.length < this.#needed) return undefined;
    near.push({ value, at });
    const { count, endAt } = bestWindow(near, at, this.windowMs);
    if (count < this.#needed) return undefined;
    this.keys.setFindingAt(key, at);
    const after = endAt - this.windowMs;
    return {
      values: valuesBetween(near, after, endAt),
      isFromOneLowPort: this.keys.isFromOneLowPort(key, sourcePort, after),
    };
  }

  /** Every value of a key, also those that no window holds any more. */
  valuesOf(key: number): TimedValue[] {
    return valuesBetween(this.#contactsNear(key, 0, Infinity), -Infinity, Infinity);
  }

  /** Drops what is out of reach of the records to come, and all of the sources named. */
  compact(isReachable: (at: number) => boolean, isDropped: (source: number) => boolean): void {
    const numbers = new Uint32Array(this.contacts.size + 1);
    for (let key = 1; key <= this.keys.size; key++) {
      if (isDropped(this.keys.source(key))) {
        this.keys.setChain(key, 0, 0);
        this.keys.setFindingAt(key, 0);
      } else {
        this.#keepReachable(key, isReachable, numbers);
        if (!isReachable(this.keys.findingAt(key))) this.keys.setFindingAt(key, 0);
      }
    }
    this.contacts.compact(numbers);
    this.keys.compact(numbers);
    this.#indexWideKeys();
    this.#compactAt = Math.min(this.#slots, Math.max(fewestBeforeCompaction, 2 * this.size));
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.#compactAt);
    this.keys.save(writer);
    this.contacts.save(writer);
  }

  load(reader: SnapshotReader): void {
    this.#compactAt = reader.number();
    this.keys.load(reader);
    this.contacts.load(reader);
    this.#indexWideKeys();
  }

  #findNeighbours(key: number, value: number, at: number): void {
    const { keys, contacts } = this;
    const wide = this.#wide;
    this.#before = this.#beforeThat = this.#after = 0;
    if (keys.count(key) < wideFrom) {
      for (let contact = keys.head(key); contact !== 0; contact = contacts.next(contact)) {
        if (contacts.value(contact) === value) this.#compareTimes(contact, at);
      }
      return;
    }
    let slot = wide.firstSlot(key, value);
    for (let contact = wide.contactAt(slot); contact !== 0; contact = wide.contactAt(slot)) {
      if (wide.keyAt(slot) === key && contacts.value(contact) === value) this.#compareTimes(contact, at);
      slot = wide.nextSlot(slot);
    }
  }

  #compareTimes(contact: number, at: number): void {
    const { contacts } = this;
    const contactAt = contacts.at(contact);
    if (contactAt > at) {
      if (this.#after === 0 || contactAt < contacts.at(this.#after)) this.#after = contact;
    } else if (this.#before === 0 || contactAt > contacts.at(this.#before)) {
      this.#beforeThat = this.#before;
      this.#before = contact;
    } else if (this.#beforeThat === 0 || contactAt > contacts.at(this.#beforeThat)) {
      this.#beforeThat = contact;
    }
  }

  /** The contact whose time the new one makes redundant; 0 when the new time is itself; undefined when all are needed. */
  #redundantContact(at: number, slowest: number): number | undefined {
    const { contacts, windowMs } = this;
    if (this.#before === 0) return undefined;
    const beforeAt = contacts.at(this.#before);
    if (beforeAt === at) return 0;
    if (this.#after !== 0 && contacts.at(this.#after) - beforeAt <= windowMs) return 0;
    if (at <= slowest) return this.#before;
    if (this.#beforeThat === 0) return undefined;
    if (at - contacts.at(this.#beforeThat) <= windowMs) return this.#before;
    return beforeAt <= slowest ? this.#beforeThat : undefined;
  }

  #addContact(key: number, value: number, at: number): void {
    const count = this.keys.count(key) + 1;
    const contact = this.contacts.add(value, at, this.keys.head(key));
    this.keys.setChain(key, contact, count);
    if (count === wideFrom) this.#indexKey(key);
    else if (count > wideFrom) this.#wide.add(key, value, contact, this.#valueOf);
  }

  #contactsNear(key: number, at: number, withinMs: number): TimedValue[] {
    const near: TimedValue[] = [];
    for (let contact = this.keys.head(key); contact !== 0; contact = this.contacts.next(contact)) {
      const contactAt = this.contacts.at(contact);
      if (Math.abs(contactAt - at) < withinMs) near.push({ value: this.contacts.value(contact), at: contactAt });
    }
    return near;
  }

  #keepReachable(key: number, isReachable: (at: number) => boolean, numbers: Uint32Array): void {
    const { contacts } = this;
    let head = 0;
    let tail = 0;
    let count = 0;
    for (let contact = this.keys.head(key); contact !== 0; contact = contacts.next(contact)) {
      if (!isReachable(contacts.at(contact))) continue;
      if (tail === 0) head = contact;
      else contacts.setNext(tail, contact);
      numbers[contact] = 1;
      tail = contact;
      count += 1;
    }
    if (tail !== 0) contacts.setNext(tail, 0);
    this.keys.setChain(key, head, count);
  }

  #indexWideKeys(): void {
    this.#wide.clear();
    for (let key = 1; key <= this.keys.size; key++) {
      if (this.keys.count(key) >= wideFrom) this.#indexKey(key);
    }
  }

  #indexKey(key: number): void {
    for (let contact = this.keys.head(key); contact !== 0; contact = this.contacts.next(contact)) {
      this.#wide.add(key, this.contacts.value(contact), contact, this.#valueOf);
    }
  }
}
