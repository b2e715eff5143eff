import type { TimedValue } from './bestWindow.ts';
import { ContactList } from './contactList.ts';
import { WideIndex } from './wideIndex.ts';
import type { WindowKeys } from './windowKeys.ts';

/**
 * A server answers from one port. Who has this many contacts with one value from other ports, all less than a window away,
 * is taken for an ordinary source; a greater number would let him fill a key with contacts that every record has to walk.
 */
const maxFromOtherPorts = 8;

/** From this many contacts on a key's values are found by index; below, walking its chain is faster. */
const wideFrom = 32;

interface Options {
  readonly keys: WindowKeys;
  readonly maxContacts: number;
  readonly windowMs: number;
  readonly seed: number;
}

/**
 * When each key's values were seen, and from which low source port, as far as some window may still need to know: between two times at most a window
 * apart no third one matters, since a window that holds it can be moved to hold one of the two and lose nothing.
 */
export class ValueTimes {
  readonly contacts: ContactList;
  readonly #keys: WindowKeys;
  readonly #windowMs: number;
  readonly #wide: WideIndex;
  readonly #valueOf = (contact: number): number => this.contacts.value(contact);
  /** Of the value being noted: the newest two contacts up to its time, and the oldest one after it; 0 for none. */
  #before = 0;
  #beforeThat = 0;
  #after = 0;

  constructor({ keys, maxContacts, windowMs, seed }: Options) {
    this.contacts = new ContactList(maxContacts);
    this.#keys = keys;
    this.#windowMs = windowMs;
    this.#wide = new WideIndex(seed);
  }

  /** Notes that a key's value was seen from a source port (0 for any from 1024 up). */
  note(key: number, value: number, lowPort: number, at: number): void {
    const others = this.#findNeighbours(key, value, lowPort, at);
    if (lowPort !== 0 && this.#before === 0 && others >= maxFromOtherPorts) {
      this.note(key, value, 0, at);
      return;
    }
    const replaced = this.#redundantContact(at);
    if (replaced === undefined) this.#addContact(key, value, lowPort, at);
    else if (replaced !== 0) this.contacts.setAt(replaced, at);
  }

  /** The contacts of a key less than so far from a time. */
  near(key: number, at: number, withinMs: number): TimedValue[] {
    const near: TimedValue[] = [];
    for (let contact = this.#keys.head(key); contact !== 0; contact = this.contacts.next(contact)) {
      const contactAt = this.contacts.at(contact);
      if (Math.abs(contactAt - at) >= withinMs) continue;
      near.push({ value: this.contacts.value(contact), at: contactAt, lowPort: this.contacts.lowPort(contact) });
    }
    return near;
  }

  /** Drops contacts from a key's chain, marks those that stay in `numbers`, and returns the time of the oldest of these. */
  keepReachable(key: number, isReachable: (at: number) => boolean, numbers: Uint32Array): number {
    let oldestAt = Infinity;
    const { contacts } = this;
    let head = 0;
    let tail = 0;
    let count = 0;
    for (let contact = this.#keys.head(key); contact !== 0; contact = contacts.next(contact)) {
      const at = contacts.at(contact);
      if (!isReachable(at)) continue;
      oldestAt = Math.min(oldestAt, at);
      if (tail === 0) head = contact;
      else contacts.setNext(tail, contact);
      numbers[contact] = 1;
      tail = contact;
      count += 1;
    }
    if (tail !== 0) contacts.setNext(tail, 0);
    this.#keys.setChain(key, head, count);
    return oldestAt;
  }

  /** Indexes anew after keys and contacts were renumbered or loaded. */
  indexWideKeys(): void {
    this.#wide.clear();
    for (let key = 1; key <= this.#keys.size; key++) {
      if (this.#keys.count(key) >= wideFrom) this.#indexKey(key);
    }
  }

  /** Looks for the value's contacts from the same port; returns how many a window may hold from others. */
  #findNeighbours(key: number, value: number, lowPort: number, at: number): number {
    const { contacts } = this;
    const keys = this.#keys;
    const wide = this.#wide;
    let others = 0;
    this.#before = this.#beforeThat = this.#after = 0;
    if (keys.count(key) < wideFrom) {
      for (let contact = keys.head(key); contact !== 0; contact = contacts.next(contact)) {
        others += this.#meet(contact, value, lowPort, at);
      }
      return others;
    }
    let slot = wide.firstSlot(key, value);
    for (let contact = wide.contactAt(slot); contact !== 0; contact = wide.contactAt(slot)) {
      if (wide.keyAt(slot) === key) others += this.#meet(contact, value, lowPort, at);
      slot = wide.nextSlot(slot);
    }
    return others;
  }

  /** 1 for a contact of the same value from another port that a window may hold together with this one, else 0. */
  #meet(contact: number, value: number, lowPort: number, at: number): number {
    if (this.contacts.value(contact) !== value) return 0;
    if (this.contacts.lowPort(contact) !== lowPort) {
      return Math.abs(this.contacts.at(contact) - at) < this.#windowMs ? 1 : 0;
    }
    this.#compareTimes(contact, at);
    return 0;
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
  #redundantContact(at: number): number | undefined {
    const { contacts } = this;
    const windowMs = this.#windowMs;
    if (this.#before === 0) return undefined;
    const beforeAt = contacts.at(this.#before);
    if (beforeAt === at) return 0;
    if (this.#after !== 0 && contacts.at(this.#after) - beforeAt <= windowMs) return 0;
    if (this.#beforeThat === 0) return undefined;
    return at - contacts.at(this.#beforeThat) <= windowMs ? this.#before : undefined;
  }

  #addContact(key: number, value: number, lowPort: number, at: number): void {
    const count = this.#keys.count(key) + 1;
    const contact = this.contacts.add(value, lowPort, at, this.#keys.head(key));
    this.#keys.setChain(key, contact, count);
    if (count === wideFrom) this.#indexKey(key);
    else if (count > wideFrom) this.#wide.add(key, value, contact, this.#valueOf);
  }

  #indexKey(key: number): void {
    for (let contact = this.#keys.head(key); contact !== 0; contact = this.contacts.next(contact)) {
      this.#wide.add(key, this.contacts.value(contact), contact, this.#valueOf);
    }
  }
}
