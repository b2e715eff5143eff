import type { EngineStats } from '../detect/engine.ts';
import type { ReadCounts } from '../parse/readCounts.ts';
import type { DeviceProgress, IntakeCounts } from '../store/intakeCounts.ts';

/** Brings together what reading, detecting and receiving counted since the last batch. */
export interface IntakeTally {
  take(read: ReadCounts, stats: EngineStats | undefined, losses: Record<string, number>): IntakeCounts;
}

/** The engine counts on over a restart; the database adds up what came since. `restored`: what the engine began with. */
export function createIntakeTally(restored: EngineStats): IntakeTally {
  const told = new Map(restored.devices.map(({ deviceId, late, future }) => [deviceId, { late, future }]));

  function progressOf(read: ReadCounts, stats: EngineStats | undefined): DeviceProgress[] {
    const devices = new Map<number, DeviceProgress>();
    for (const { deviceId, lines, records } of read.devices) {
      devices.set(deviceId, { deviceId, lines, records, late: 0, future: 0, newestAt: NaN });
    }
    for (const { deviceId, clockAt, late, future } of stats?.devices ?? []) {
      const before = told.get(deviceId) ?? { late: 0, future: 0 };
      told.set(deviceId, { late, future });
      const { lines = 0, records = 0 } = devices.get(deviceId) ?? {};
      devices.set(deviceId, {
        deviceId,
        lines,
        records,
        late: late - before.late,
        future: future - before.future,
        newestAt: clockAt,
      });
    }
    return [...devices.values()];
  }

  return {
    take: (read, stats, losses) => ({
      devices: progressOf(read, stats),
      unreadable: read.unreadable,
      unregistered: read.unregistered,
      losses: read.unlisted > 0 ? { ...losses, 'unlisted-sender': read.unlisted } : losses,
    }),
  };
}
