import { css } from '@emotion/css';
import { Badge, IconButton, Stack } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { AddressLink } from '../../components/AddressLink.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import type { AllowEntry } from './allowlistState.ts';
import { ExpiryText } from './ExpiryText.tsx';

/** Columns of the allowlist; without `onRemove` for whoever may change nothing. */
export function entryColumns(onRemove: ((entry: AllowEntry) => void) | undefined): Column<AllowEntry>[] {
  const columns: Column<AllowEntry>[] = [
    {
      id: 'range',
      header: 'Address or range',
      cell: ({ row: { original } }) => (
        <Stack gap={1} alignItems="center" wrap="wrap">
          <AddressLink address={original.range} />
          {original.coveredBy !== null && (
            <Badge
              className={onOneLine}
              color="blue"
              text={`Covered by ${original.coveredBy}`}
              tooltip={`${original.coveredBy} allows it already: this entry changes nothing while that one stands.`}
            />
          )}
        </Stack>
      ),
    },
    { id: 'reason', header: 'Reason', cell: ({ row: { original } }) => <Sentence>{original.reason}</Sentence> },
    {
      id: 'createdBy',
      header: 'Author',
      sortType: 'basic',
      cell: ({ row: { original } }) => <CutText text={original.createdBy} />,
    },
    {
      id: 'createdAt',
      header: 'Added',
      sortType: 'basic',
      sortDescFirst: true,
      cell: ({ row: { original } }) => <Instant at={original.createdAt} />,
    },
    {
      id: 'expiresAt',
      header: 'Ends',
      sortType: 'basic',
      cell: ({ row: { original } }) => <ExpiryText at={original.expiresAt} />,
    },
  ];
  if (onRemove === undefined) return columns;
  return [
    ...columns,
    {
      id: 'actions',
      header: '',
      disableGrow: true,
      cell: ({ row: { original } }) => (
        <IconButton name="trash-alt" tooltip={`Remove ${original.range}`} onClick={() => onRemove(original)} />
      ),
    },
  ];
}

const onOneLine = css({ whiteSpace: 'nowrap' });
