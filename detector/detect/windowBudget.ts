import type { CaseName } from '../model/finding.ts';
import type { AddressTable } from './addressTable.ts';
import type { Case } from './cases.ts';
import type { DeviceClocks } from './deviceClocks.ts';
import type { DistinctWindow } from './distinctWindow.ts';
import { chooseEviction } from './eviction.ts';
import { createReach } from './reach.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { dayMs } from '../time/units.ts';

/** At the cap, a device whose clock is this far behind no longer keeps the contacts of the others. */
const behindMs = dayMs;
/** How full a window is after it had to let go; a higher share would have it let go more often. */
const shareKept = 3 / 4;
const fewestBeforeCompaction = 65_536;

const keepsEverySource = (): boolean => false;
const keepsEveryTime = (): boolean => true;

/** What a window dropped although a record to come could have needed it. */
export interface Evicted {
  readonly sources: number;
  readonly contacts: number;
}

interface Options {
  readonly cases: readonly Case[];
  readonly addresses: AddressTable;
  readonly clocks: DeviceClocks;
}

/** Keeps the windows and their addresses within their memory: drops what no record to come can need, then lets go. */
export class WindowBudget {
  readonly evicted: Record<CaseName, Evicted> = {
    'port-scan': { sources: 0, contacts: 0 },
    'port-sweep': { sources: 0, contacts: 0 },
    vulnerability: { sources: 0, contacts: 0 },
  };
  readonly #cases: readonly Case[];
  readonly #addresses: AddressTable;
  readonly #clocks: DeviceClocks;
  #compactAddressesAt = fewestBeforeCompaction;
  /** Some address may be in no window any more. */
  #hasDropped = false;

  constructor({ cases, addresses, clocks }: Options) {
    this.#cases = cases;
    this.#addresses = addresses;
    this.#clocks = clocks;
  }

  /** Sees to it that the next record fits. */
  make(): void {
    for (const one of this.#cases) {
      if (one.window.isDueForCompaction) this.#compact(one);
    }
    if (this.#addresses.size >= this.#compactAddressesAt) this.#compactAddresses();
  }

  /** Drops all that was counted about the sources named by their numbers. */
  forget(isForgotten: (source: number) => boolean): void {
    for (const { window } of this.#cases) this.#compactWindow(window, keepsEveryTime, isForgotten);
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.#compactAddressesAt);
    writer.number(Number(this.#hasDropped));
    for (const { name } of this.#cases) {
      writer.number(this.evicted[name].sources);
      writer.number(this.evicted[name].contacts);
    }
  }

  load(reader: SnapshotReader): void {
    this.#compactAddressesAt = reader.number();
    this.#hasDropped = reader.number() === 1;
    for (const { name } of this.#cases) {
      this.evicted[name] = { sources: reader.number(), contacts: reader.number() };
    }
  }

  #compact(one: Case): void {
    const { window } = one;
    this.#dropUnreachable(one, Infinity);
    if (window.size > window.maxContacts && this.#clocks.slowest < this.#clocks.newest - behindMs) {
      const contactsBefore = window.contacts.size;
      this.#dropUnreachable(one, behindMs);
      this.#noteEvicted(one, 0, contactsBefore - window.contacts.size);
    }
    if (window.size > window.maxContacts) this.#evict(one);
  }

  #compactAddresses(): void {
    for (const one of this.#cases) this.#dropUnreachable(one, Infinity);
    if (this.#hasDropped) this.#dropUnusedAddresses();
    this.#compactAddressesAt = Math.max(fewestBeforeCompaction, 2 * this.#addresses.size);
  }

  #dropUnreachable({ window }: Case, horizonMs: number): void {
    const canDrop = window.oldestAt <= this.#clocks.slowest - window.windowMs || horizonMs < Infinity;
    if (!canDrop) window.postponeCompaction();
    else this.#compactWindow(window, createReach(this.#clocks.times(), window.windowMs, horizonMs), keepsEverySource);
  }

  #compactWindow(window: DistinctWindow, ...keep: Parameters<DistinctWindow['compact']>): void {
    window.compact(...keep);
    this.#hasDropped = true;
  }

  #evict(one: Case): void {
    const { window } = one;
    const excess = window.size - Math.floor(shareKept * window.maxContacts);
    const { isEvicted, sources, contacts } = chooseEviction(window.keys, this.#addresses.size, excess);
    this.#compactWindow(window, keepsEveryTime, (source) => isEvicted[source] === 1);
    this.#noteEvicted(one, sources, contacts);
  }

  #noteEvicted({ name }: Case, sources: number, contacts: number): void {
    const before = this.evicted[name];
    this.evicted[name] = { sources: before.sources + sources, contacts: before.contacts + contacts };
  }

  #dropUnusedAddresses(): void {
    const numbers = new Uint32Array(this.#addresses.size + 1);
    for (const one of this.#cases) markAddresses(one, numbers);
    this.#addresses.compact(numbers);
    this.#hasDropped = false;
    for (const { window, isGroupAddress, isValueAddress } of this.#cases) {
      window.keys.renumber(numbers, isGroupAddress);
      if (isValueAddress) window.contacts.renumberValues(numbers);
    }
  }
}

function markAddresses({ window, isGroupAddress, isValueAddress }: Case, numbers: Uint32Array): void {
  const { keys, contacts } = window;
  for (let key = 1; key <= keys.size; key++) {
    numbers[keys.source(key)] = 1;
    if (isGroupAddress) numbers[keys.group(key)] = 1;
  }
  if (!isValueAddress) return;
  for (let contact = 1; contact <= contacts.size; contact++) numbers[contacts.value(contact)] = 1;
}
