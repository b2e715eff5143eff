import { Instant } from '../../components/Instant.tsx';
import type { Verdict } from './PossibleActions.tsx';

/** That an address of which nothing else is known left no record either, as far back as could be looked. */
export function NoRecord({ verdict: { standing, recordsUntil } }: { readonly verdict: Verdict }) {
  if (standing !== 'unknown') return null;
  if (recordsUntil === null) return 'No record from it is stored.';
  return (
    <>
      No record from it since <Instant at={recordsUntil} />; older ones were not looked through in time.
    </>
  );
}
