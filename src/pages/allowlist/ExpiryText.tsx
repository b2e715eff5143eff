import { Instant } from '../../components/Instant.tsx';
import { timeLeft } from '../../components/timeLeft.ts';

/** How long an entry still stands, which counts down; the exact instant on hover. */
export function ExpiryText({ at, nowMs }: { readonly at: number | null; readonly nowMs: number }) {
  if (at === null) return <span>Permanent</span>;
  return <Instant at={at}>{at <= nowMs ? 'Any moment' : `in ${timeLeft(at - nowMs)}`}</Instant>;
}
