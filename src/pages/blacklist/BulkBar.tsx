import { Button, IconButton, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';
import { ActionButtons } from './ActionButtons.tsx';
import type { Block } from './blockColumns.tsx';
import type { PageProps } from './pageProps.ts';
import { choose } from './wish.ts';

interface Props extends Pick<PageProps, 'onWish'> {
  readonly blocks: readonly Block[];
  readonly isOffered: boolean;
  readonly onClear: () => void;
  readonly onRefresh: () => void;
  readonly children: ReactNode;
}

const mostAtOnce = 1000;

/** What can be done to the selected blocks, and to the list as a whole. */
export function BulkBar({ blocks, isOffered, onClear, onWish, onRefresh, children }: Props) {
  return (
    <Stack justifyContent="space-between" alignItems="center" gap={2} wrap="wrap">
      <Stack gap={1} alignItems="center" wrap="wrap">
        {isOffered && blocks.length === 0 && (
          <Text color="secondary" variant="bodySmall">
            Select blocks to release, extend or allow them.
          </Text>
        )}
        {blocks.length > mostAtOnce && (
          <Text color="warning">{`${mostAtOnce} at once at most: ${blocks.length} are selected.`}</Text>
        )}
        {blocks.length > 0 && (
          <>
            <Text>{`${blocks.length} selected`}</Text>
            {blocks.length <= mostAtOnce && <ActionButtons chosen={choose(blocks)} onWish={onWish} />}
            <Button size="sm" variant="secondary" fill="text" onClick={onClear}>
              Select none
            </Button>
          </>
        )}
      </Stack>
      <Stack gap={1} alignItems="center">
        {children}
        <IconButton name="sync" size="lg" tooltip="Load anew" onClick={onRefresh} />
      </Stack>
    </Stack>
  );
}
