import { Stack, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { AddressLink } from '../../components/AddressLink.tsx';
import { CaseName } from '../../components/CaseName.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { findingSentence } from './findingSentence.ts';
import type { Finding } from './findingSentence.ts';
import type { PageProps } from './pageProps.ts';
import { selectionColumn } from './selectionColumn.tsx';

interface Parts extends Pick<PageProps, 'onRequest'> {
  readonly isSelectable: boolean;
  readonly isHeld: boolean;
  /** Each row says why; false: it is the same for all and told once. */
  readonly hasReasons: boolean;
}

const because: Column<Finding> = {
  id: 'because',
  header: 'Why',
  cell: ({ row: { original } }) => (
    <Text variant="bodySmall" color="secondary">
      <CutText text={original.because} />
    </Text>
  ),
};

/** Columns of findings; held ones can be selected and decided on. */
export function findingColumns({ isSelectable, isHeld, hasReasons, onRequest }: Parts): Column<Finding>[] {
  return [
    ...(isSelectable ? [selectionColumn<Finding>(({ source }) => `Select the finding about ${source}`)] : []),
    { id: 'source', header: 'Source', cell: ({ row: { original } }) => <AddressLink address={original.source} /> },
    {
      id: 'what',
      header: 'Finding',
      cell: ({ row: { original } }) => (
        <Stack direction="column" gap={0}>
          <CaseName of={original.case} />
          <Text variant="bodySmall" color="secondary">
            <CutText text={findingSentence(original)} width="long" />
          </Text>
        </Stack>
      ),
    },
    {
      id: 'location',
      header: 'Country',
      cell: ({ row: { original } }) => <CutText text={original.location} width="short" />,
    },
    ...(hasReasons ? [because] : []),
    { id: 'at', header: 'Found', cell: ({ row: { original } }) => <Instant at={original.at} isAgo /> },
    ...(isHeld ? [decisionColumn(onRequest)] : []),
  ];
}

function decisionColumn(onRequest: PageProps['onRequest']): Column<Finding> {
  return {
    id: 'decision',
    disableGrow: true,
    cell: ({ row: { original } }) => {
      const decide = (decision: 'block' | 'dismiss') =>
        onRequest({ kind: 'decide', decision, ids: [original.id], what: original.source });
      return (
        <Stack gap={1}>
          <ChangeButton size="sm" onClick={() => decide('block')}>
            Block
          </ChangeButton>
          <ChangeButton size="sm" onClick={() => decide('dismiss')}>
            Dismiss
          </ChangeButton>
        </Stack>
      );
    },
  };
}
