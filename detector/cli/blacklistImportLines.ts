import type { BlacklistImport } from '../actions/blacklist/importBlacklist.ts';
import { countOf } from '../actions/countOf.ts';
import { localTime } from './localTime.ts';

/** What came of an import, or would: the sums first, then each line that was not taken. */
export function importLines(outcome: BlacklistImport, timeZone: string): string[] {
  const { dryRun, added, extended, known, refused, faults, warnings, expiresAt } = outcome;
  const end = expiresAt === null ? 'for good' : `until ${localTime(expiresAt, timeZone)}`;
  return [
    `${dryRun ? 'Would be blocked' : 'Blocked'} ${end}: ${countOf(added.length, 'address or range', 'addresses and ranges')}.`,
    `Blocked already: ${known.length + extended.length}, of which ${extended.length} ${dryRun ? 'would be' : 'were'} extended.`,
    `Refused: ${refused.length}. Unreadable: ${faults.length}.`,
    ...refused.map(({ line, because }) => `Line ${line}: ${because}`),
    ...faults.map(({ line, because }) => `Line ${line}: ${because}`),
    ...warnings.map(({ line, because }) => `Line ${line}: ${because}`),
    ...(dryRun ? ['Nothing was changed: without --dry-run it is done.'] : []),
  ];
}
