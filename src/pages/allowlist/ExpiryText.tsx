import { Instant } from '../../components/Instant.tsx';
import { timeLeft } from '../../components/timeLeft.ts';
import { useNow } from '../../components/useNow.ts';

/** How long an entry still stands, which counts down; the exact instant on hover. */
export function ExpiryText({ at }: { readonly at: number | null }) {
  const nowMs = useNow(15_000);
  if (at === null) return <span>Permanent</span>;
  return <Instant at={at}>{at <= nowMs ? 'Any moment' : `in ${timeLeft(at - nowMs)}`}</Instant>;
}
