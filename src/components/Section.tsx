import { Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** `part` stands in a drawer or below another section. */
  readonly size?: 'whole' | 'part';
  readonly lead?: string;
  /** What stands beside the title, at the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const headings = { whole: { element: 'h2', variant: 'h4' }, part: { element: 'h3', variant: 'h5' } } as const;

/** A part of a page under its heading. */
export function Section({ title, size = 'whole', lead, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={1}>
        <Stack gap={2} alignItems="center" justifyContent="space-between" wrap="wrap">
          <Text {...headings[size]} id={id}>
            {title}
          </Text>
          {actions !== undefined && <Stack gap={1}>{actions}</Stack>}
        </Stack>
        {lead !== undefined && <Text color="secondary">{lead}</Text>}
        {children}
      </Stack>
    </section>
  );
}
