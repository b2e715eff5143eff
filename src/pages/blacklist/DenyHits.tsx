import { Instant } from '../../components/Instant.tsx';
import type { Block } from './blockColumns.tsx';

/** Whether the firewall has stopped a blocked address, and when. */
export function DenyHits({ block: { firstHitAt, lastHitAt } }: { readonly block: Block }) {
  if (firstHitAt === null) return 'Not hit yet: no record tells that the firewall has stopped it.';
  return (
    <>
      Stopped by the firewall, first <Instant at={firstHitAt} />, last <Instant at={lastHitAt} />
    </>
  );
}
