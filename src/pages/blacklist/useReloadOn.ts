import { useEffect, useRef } from 'react';

/** Asks anew whenever the time of the last refresh has moved on. */
export function useReloadOn(refreshedAt: number, reload: () => void): void {
  const seenAt = useRef(refreshedAt);
  useEffect(() => {
    if (refreshedAt === seenAt.current) return;
    seenAt.current = refreshedAt;
    reload();
  }, [refreshedAt, reload]);
}
