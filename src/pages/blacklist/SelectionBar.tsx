import { Button, IconButton, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  /** How many are selected. */
  readonly selected: number;
  /** What stands there while none is selected. */
  readonly hint: string;
  /** What can be done to those that are selected. */
  readonly actions: ReactNode;
  readonly onClear: () => void;
  readonly onRefresh: () => void;
  /** What can be done to the list as a whole. */
  readonly children?: ReactNode;
}

/** The API takes no more. */
const mostAtOnce = 1000;

/** What can be done to the selected rows of a list, and to the list as a whole. */
export function SelectionBar({ selected, hint, actions, onClear, onRefresh, children }: Props) {
  return (
    <Stack justifyContent="space-between" alignItems="center" gap={2} wrap="wrap">
      <Stack gap={1} alignItems="center" wrap="wrap">
        {selected === 0 && (
          <Text color="secondary" variant="bodySmall">
            {hint}
          </Text>
        )}
        {selected > mostAtOnce && (
          <Text color="warning">{`${mostAtOnce} at once at most: ${selected} are selected.`}</Text>
        )}
        {selected > 0 && (
          <>
            <Text>{`${selected} selected`}</Text>
            {selected <= mostAtOnce && actions}
            <Button size="sm" variant="secondary" fill="text" onClick={onClear}>
              Select none
            </Button>
          </>
        )}
      </Stack>
      <Stack gap={1} alignItems="center">
        {children}
        <IconButton name="sync" size="lg" tooltip="Refresh" onClick={onRefresh} />
      </Stack>
    </Stack>
  );
}
