import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import { Tooltip } from '@grafana/ui';

/** A time in the viewer's zone, or how long ago; the exact instant on hover and on focus. */
export function Instant({ at, isAgo = false }: { readonly at: number | null; readonly isAgo?: boolean }) {
  if (at === null) return <span>–</span>;
  return (
    <Tooltip content={new Date(at).toISOString()}>
      <time dateTime={new Date(at).toISOString()} tabIndex={-1} style={{ whiteSpace: 'nowrap' }}>
        {isAgo ? dateTimeFormatTimeAgo(at) : dateTimeFormat(at)}
      </time>
    </Tooltip>
  );
}
