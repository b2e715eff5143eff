import { fstatSync, statSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';

/**
 * Names a file so that a rename keeps the name and a new file under an old inode gets another.
 * The time of birth stands in nanoseconds. The device number is left out where there is one: it can change with a reboot,
 * and every log would then be read again from its start.
 */
export function identityOf(stats: BigIntStats): string {
  return stats.birthtimeNs > 0n ? `${stats.ino}:${stats.birthtimeNs}` : `${stats.ino}:on-${stats.dev}`;
}

/** The identity of the regular file at a path; undefined when there is none. Throws what else the system reports. */
export function identityAt(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats?.isFile() === true ? identityOf(stats) : undefined;
}

/** The identity of an open file; undefined when it is not a regular one. */
export function identityOfOpen(fd: number): string | undefined {
  const stats = fstatSync(fd, { bigint: true });
  return stats.isFile() ? identityOf(stats) : undefined;
}
