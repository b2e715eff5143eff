import { Box, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Beside the title. */
  readonly badge?: ReactNode;
  readonly lead?: string;
  /** For links that lead here. */
  readonly anchor?: string;
  readonly children: ReactNode;
}

/** A part of the page under its own heading. */
export function SettingsCard({ title, badge, lead, anchor, children }: Props) {
  const id = useId();
  return (
    <Box
      element="section"
      aria-labelledby={id}
      backgroundColor="secondary"
      borderRadius="default"
      padding={3}
      {...(anchor === undefined ? {} : { id: anchor })}
    >
      <Stack direction="column" gap={2}>
        <Stack direction="column" gap={0.5}>
          <Stack alignItems="center" gap={1}>
            <Text element="h2" variant="h4" id={id}>
              {title}
            </Text>
            {badge}
          </Stack>
          {lead !== undefined && <Text color="secondary">{lead}</Text>}
        </Stack>
        {children}
      </Stack>
    </Box>
  );
}
