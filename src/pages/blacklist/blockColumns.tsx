import { Badge, Stack, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { CaseName } from '../../components/CaseName.tsx';
import { Instant } from '../../components/Instant.tsx';
import { CutText } from '../../components/CutText.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { BlockLink } from './BlockLink.tsx';
import { isUnseen } from './isUnseen.ts';
import { keptOffWords } from './keptOffWords.ts';
import { selectionColumn } from './selectionColumn.tsx';

export type Block = Answer<'GET /blacklist/blocks'>['items'][number];

const address: Column<Block> = {
  id: 'address',
  header: 'Address',
  sortType: 'basic',
  cell: ({ row: { original } }) => (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <BlockLink block={original} />
      {original.keptOff !== null && (
        <Badge color="blue" icon="shield" text="Not on the list" tooltip={keptOffWords[original.keptOff]} />
      )}
      {original.ticket !== '' && (
        <Text color="secondary" variant="bodySmall">
          <CutText text={original.ticket} width="short" />
        </Text>
      )}
    </Stack>
  ),
};

const common: Column<Block>[] = [
  { id: 'origin', header: 'Case', cell: ({ row: { original } }) => <CaseName of={original.origin} /> },
  {
    id: 'location',
    header: 'Country',
    cell: ({ row: { original } }) => <CutText text={original.location} width="short" />,
  },
  {
    id: 'device',
    header: 'Device',
    cell: ({ row: { original } }) => <CutText text={original.device ?? ''} width="short" />,
  },
];

const detectedAt: Column<Block> = {
  id: 'detectedAt',
  header: 'Detected',
  sortType: 'basic',
  sortDescFirst: true,
  cell: ({ row: { original } }) => <Instant at={original.detectedAt} isAgo />,
};

const findings: Column<Block> = {
  id: 'findings',
  header: 'Findings',
  sortType: 'basic',
  sortDescFirst: true,
  cell: ({ row: { original } }) => numberWords(original.findings),
};

/** Columns of active blocks for whoever may change nothing. */
export const activeColumns: Column<Block>[] = [
  address,
  ...common,
  detectedAt,
  {
    id: 'lastSeenAt',
    header: 'Last seen',
    sortType: 'basic',
    sortDescFirst: true,
    cell: ({ row: { original } }) => (isUnseen(original) ? '–' : <Instant at={original.lastSeenAt} isAgo />),
  },
  {
    id: 'expiresAt',
    header: 'Expires',
    sortType: 'basic',
    cell: ({ row: { original } }) => (original.expiresAt === null ? 'Permanent' : <Instant at={original.expiresAt} />),
  },
  findings,
];

/** The same for whoever may select some of them. */
export const selectableColumns: Column<Block>[] = [
  selectionColumn((block) => `Select ${block.address}`),
  ...activeColumns,
];

/** Columns of blocks that ended. */
export const releasedColumns: Column<Block>[] = [
  address,
  ...common,
  detectedAt,
  {
    id: 'releasedAt',
    header: 'Released',
    sortType: 'basic',
    sortDescFirst: true,
    cell: ({ row: { original } }) => <Instant at={original.releasedAt} />,
  },
  { id: 'releasedBy', header: 'By', cell: ({ row: { original } }) => <CutText text={original.releasedBy ?? ''} /> },
  {
    id: 'releaseReason',
    header: 'Reason',
    cell: ({ row: { original } }) => <CutText text={original.releaseReason ?? ''} />,
  },
];
