import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { minuteMs } from '../time/units.ts';

const maxDevices = 65_536;

/** A record this far behind its device's clock still counts; one further behind is late. */
export const lateMs = 5 * minuteMs;
/** A record this far ahead of its arrival still counts as it says; one further ahead counts as of its arrival. */
export const futureMs = 5 * minuteMs;

/** The clock of each device, which is the newest time that it has sent, and who sends wrong times. */
export class DeviceClocks {
  /** Devices that have sent a record, in the order of their first. */
  readonly known: number[] = [];
  readonly late = new Map<number, number>();
  readonly future = new Map<number, number>();
  readonly #now = new Float64Array(maxDevices).fill(-Infinity);
  #slowest = Infinity;
  #newest = -Infinity;

  /** Settles the time that a record stands for and moves its device's clock. `arrivedAtMs` is NaN when a record arrives when it says. */
  settle(deviceId: number, at: number, alternativeAt: number, arrivedAtMs: number): number {
    const now = this.#now[deviceId];
    let settled = at;
    if (!Number.isNaN(alternativeAt)) settled = nearest(at, alternativeAt, now === -Infinity ? arrivedAtMs : now);
    if (settled > arrivedAtMs + futureMs) {
      settled = arrivedAtMs;
      count(this.future, deviceId);
    }
    if (settled > now) this.#move(deviceId, now, settled);
    return settled;
  }

  /** The time that a device's records count as of; −Infinity when it has sent none. */
  now(deviceId: number): number {
    return this.#now[deviceId];
  }

  noteLate(deviceId: number): void {
    count(this.late, deviceId);
  }

  /** The slowest known device's clock: no record of a device that is known can count as of an earlier time. */
  get slowest(): number {
    return this.#slowest;
  }

  /** The newest of all clocks; −Infinity while there is none. */
  get newest(): number {
    return this.#newest;
  }

  /** The times of all known clocks. */
  times(): number[] {
    return this.known.map((deviceId) => this.#now[deviceId]);
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.known.length);
    for (const deviceId of this.known) {
      writer.number(deviceId);
      writer.number(this.#now[deviceId]);
      writer.number(this.late.get(deviceId) ?? 0);
      writer.number(this.future.get(deviceId) ?? 0);
    }
  }

  load(reader: SnapshotReader): void {
    this.#now.fill(-Infinity);
    this.#slowest = Infinity;
    this.#newest = -Infinity;
    this.known.length = 0;
    this.late.clear();
    this.future.clear();
    const devices = reader.number();
    for (let device = 0; device < devices; device++) {
      const deviceId = reader.number();
      this.#move(deviceId, -Infinity, reader.number());
      const late = reader.number();
      if (late > 0) this.late.set(deviceId, late);
      const future = reader.number();
      if (future > 0) this.future.set(deviceId, future);
    }
  }

  #move(deviceId: number, from: number, to: number): void {
    this.#now[deviceId] = to;
    if (to > this.#newest) this.#newest = to;
    if (from === -Infinity) {
      this.known.push(deviceId);
      this.#slowest = Math.min(this.#slowest, to);
    } else if (from === this.#slowest) {
      this.#slowest = Math.min(...this.times());
    }
  }
}

/** The reading that fits the clock better; the earlier one when both do, or when there is no clock. */
function nearest(earlier: number, later: number, clock: number): number {
  return Math.abs(later - clock) < Math.abs(earlier - clock) ? later : earlier;
}

function count(counts: Map<number, number>, deviceId: number): void {
  counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
}
