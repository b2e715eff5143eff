import type { Column } from '@grafana/ui';
import { InteractiveTable, Stack } from '@grafana/ui';
import { useMemo } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { CutText } from '../../components/CutText.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { numberWords } from '../../components/numberWords.ts';
import type { Report, Wish } from './deviceRow.ts';
import { noDrawer } from './devicesState.ts';
import type { ChangeDevices } from './devicesState.ts';
import { wishFaults, wishOfFile, wishOfSender } from './deviceWish.ts';

interface Props {
  readonly report: Report;
  readonly change: ChangeDevices;
  readonly onRegistered: () => void;
}

interface Stray {
  readonly key: string;
  readonly what: string;
  readonly way: string;
  readonly lines: number | null;
  readonly lastAt: number | null;
  readonly wish: Wish;
  /** What the form is filled from. */
  readonly given: { readonly host: string; readonly input: string; readonly file: string };
}

const pageSize = 20;

/** Who sends, or writes a log file, without being registered: each to be registered with a click, or after a look. */
export function NotRegistered({ report, change, onRegistered }: Props) {
  const { run, isRunning, fault } = useChange('POST /devices', ({ name }) => `Registered ${name}.`);
  const strays = useMemo(() => straysOf(report), [report]);

  async function register(wish: Wish): Promise<void> {
    const body = { ...wish, hosts: [...wish.hosts], files: [...wish.files], senders: [...wish.senders] };
    if ((await run({ body })) !== undefined) onRegistered();
  }

  const columns: Column<Stray>[] = [
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
    {
      id: 'actions',
      disableGrow: true,
      cell: ({ row: { original } }) => (
        <Stack gap={1}>
          <ChangeButton
            role="Admin"
            size="sm"
            isDisabled={isRunning || Object.keys(wishFaults(original.wish)).length > 0}
            onClick={() => void register(original.wish)}
          >
            Register
          </ChangeButton>
          <ChangeButton
            role="Admin"
            size="sm"
            onClick={() => change({ ...noDrawer, edit: 'new', ...original.given }, { isStep: true })}
          >
            Edit first
          </ChangeButton>
        </Stack>
      ),
    },
  ];

  return (
    <Section
      title="Not registered"
      lead="Lines of these senders are counted, not stored; files wait to be read from their start. Anyone who reaches the intake can appear here."
    >
      {fault !== undefined && <FaultAlert fault={fault} />}
      <InteractiveTable
        columns={columns}
        data={strays}
        getRowId={({ key }: Stray) => key}
        pageSize={pageSize}
        autoResetPage={false}
      />
    </Section>
  );
}

function straysOf({ unregistered, files }: Report): Stray[] {
  const ofFiles = files.map((path): Stray => {
    const given = { host: '', input: '', file: path };
    return {
      key: `file ${path}`,
      what: path,
      way: 'Log file',
      lines: null,
      lastAt: null,
      wish: wishOfFile(path),
      given,
    };
  });
  const ofSenders = unregistered.map(({ input, host, lines, lastAt }): Stray => {
    const given = { host, input, file: '' };
    const wish = wishOfSender(given);
    return { key: `sender ${input} ${host}`, what: host === '' ? input : host, way: input, lines, lastAt, wish, given };
  });
  return [...ofFiles, ...ofSenders];
}
