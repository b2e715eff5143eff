import { Badge } from '@grafana/ui';

interface Props {
  /** Null: not one line came yet. */
  readonly lastLineAt: number | null;
  /** No line came for more than an hour, or none ever. */
  readonly isQuiet: boolean;
}

/** Says that a firewall is not heard, or never was. */
export function QuietBadge({ lastLineAt, isQuiet }: Props) {
  if (lastLineAt === null) {
    return <Badge text="Never heard" color="orange" icon="bell-slash" tooltip="Not one line came from it yet." />;
  }
  if (!isQuiet) return null;
  return <Badge text="Quiet" color="orange" icon="bell-slash" tooltip="No line came from it for more than an hour." />;
}
