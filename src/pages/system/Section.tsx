import { Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What stands beside the title, at the right. */
  readonly actions?: ReactNode;
}

/** A part of a tab under its heading. */
export function Section({ title, children, actions }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack direction="column" gap={1}>
        <Stack gap={2} alignItems="center" justifyContent="space-between" wrap="wrap">
          <Text element="h2" variant="h4" id={id}>
            {title}
          </Text>
          {actions !== undefined && <Stack gap={1}>{actions}</Stack>}
        </Stack>
        {children}
      </Stack>
    </section>
  );
}
