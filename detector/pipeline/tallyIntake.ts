import type { DeviceStats } from '../detect/engine.ts';
import type { ReadCounts } from '../parse/readCounts.ts';
import { unlistedSender } from '../store/counts/intakeCounts.ts';
import type { IntakeCounts } from '../store/counts/intakeCounts.ts';

/** What detection knew of the devices before a batch and after it. */
interface DeviceChange {
  readonly before: readonly DeviceStats[];
  readonly after: readonly DeviceStats[];
}

/** Brings together what reading, detecting and receiving counted of a batch. */
export function tallyIntake(
  read: ReadCounts,
  { before, after }: DeviceChange,
  losses: Record<string, number>,
): IntakeCounts {
  const devices = read.devices.map((counts) => {
    const { deviceId } = counts;
    const then = before.find((device) => device.deviceId === deviceId);
    const now = after.find((device) => device.deviceId === deviceId);
    const late = (now?.late ?? 0) - (then?.late ?? 0);
    const future = (now?.future ?? 0) - (then?.future ?? 0);
    return { ...counts, late, future, newestAt: now?.clockAt ?? NaN };
  });
  return {
    devices,
    unreadable: read.unreadable,
    unregistered: read.unregistered,
    losses: read.unlisted > 0 ? { ...losses, [unlistedSender]: read.unlisted } : losses,
  };
}
