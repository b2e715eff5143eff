import { Stack } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { createContext, useContext } from 'react';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import type { Request } from './deviceRow.ts';
import { requestFaults } from './deviceRequest.ts';
import type { Stray } from './straysOf.ts';

interface StrayActions {
  readonly isRunning: boolean;
  readonly onRegister: (request: Request) => void;
  readonly onEdit: (stray: Stray) => void;
}

/** What the buttons of the table do: its columns stay the same whatever arrives meanwhile. */
export const StrayContext = createContext<StrayActions>({
  isRunning: false,
  onRegister: () => undefined,
  onEdit: () => undefined,
});

/** Columns of those who are not registered. */
export const strayColumns: Column<Stray>[] = [
  { id: 'what', header: 'Who', cell: ({ row: { original } }) => <CutText text={original.what} width="long" /> },
  { id: 'way', header: 'Came by', cell: ({ row: { original } }) => <CutText text={original.way} /> },
  {
    id: 'lines',
    header: 'Lines',
    sortType: 'basic',
    sortDescFirst: true,
    cell: ({ row: { original } }) => numberWords(original.lines),
  },
  { id: 'lastAt', header: 'Last', cell: ({ row: { original } }) => <Instant at={original.lastAt} isAgo /> },
  { id: 'actions', disableGrow: true, cell: ({ row: { original } }) => <StrayButtons stray={original} /> },
];

function StrayButtons({ stray }: { readonly stray: Stray }) {
  const { isRunning, onRegister, onEdit } = useContext(StrayContext);
  return (
    <Stack gap={1}>
      <ChangeButton
        role="Admin"
        size="sm"
        isDisabled={isRunning || Object.keys(requestFaults(stray.request)).length > 0}
        onClick={() => onRegister(stray.request)}
      >
        Register
      </ChangeButton>
      <ChangeButton role="Admin" size="sm" onClick={() => onEdit(stray)}>
        Edit first
      </ChangeButton>
    </Stack>
  );
}
