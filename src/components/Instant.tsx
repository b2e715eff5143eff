import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import { Tooltip } from '@grafana/ui';

interface Props {
  readonly at: number | null;
  readonly isAgo?: boolean;
  /** Other words for it. */
  readonly children?: string;
}

/** A time in the viewer's zone, or how long ago; the exact instant on hover and on focus. */
export function Instant({ at, isAgo = false, children }: Props) {
  if (at === null) return <span>–</span>;
  return (
    <Tooltip content={new Date(at).toISOString()}>
      <time dateTime={new Date(at).toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {children ?? (isAgo ? dateTimeFormatTimeAgo(at) : dateTimeFormat(at))}
      </time>
    </Tooltip>
  );
}
