import type { Column } from '@grafana/ui';
import { InteractiveTable, TextLink } from '@grafana/ui';
import { useMemo } from 'react';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { rateWords } from '../../components/rateWords.ts';
import { pagePath } from '../../pagePath.ts';
import { DeviceBadges } from './DeviceBadges.tsx';
import { isClockWrong, offsetWords, unreadableLines } from './deviceRow.ts';
import type { Device } from './deviceRow.ts';

/** Registered firewalls with their state. */
export function DevicesTable({ devices }: { readonly devices: readonly Device[] }) {
  const data = useMemo(() => [...devices], [devices]);
  return (
    <Section title="Registered firewalls">
      <InteractiveTable columns={columns} data={data} getRowId={({ id }: Device) => String(id)} />
    </Section>
  );
}

const columns: Column<Device>[] = [
  {
    id: 'name',
    header: 'Name',
    sortType: 'alphanumeric',
    cell: ({ row: { original } }) => (
      <TextLink inline={false} href={`${pagePath('devices')}?device=${original.id}`}>
        {original.name}
      </TextLink>
    ),
  },
  { id: 'state', header: 'State', cell: ({ row: { original } }) => <DeviceBadges device={original} /> },
  {
    id: 'lastLineAt',
    header: 'Last line',
    sortType: 'basic',
    sortDescFirst: true,
    cell: ({ row: { original } }) => <Instant at={original.lastLineAt} isAgo />,
  },
  {
    id: 'perSecond',
    header: 'Lines per second',
    sortType: 'basic',
    sortDescFirst: true,
    cell: ({ row: { original } }) => rateWords(original.perSecond),
  },
  {
    id: 'unreadable',
    header: 'Unreadable',
    sortType: (one, other) => unreadableLines(one.original) - unreadableLines(other.original),
    sortDescFirst: true,
    cell: ({ row: { original } }) => numberWords(unreadableLines(original)),
  },
  {
    id: 'clockOffsetMs',
    header: 'Clock',
    sortType: 'basic',
    cell: ({ row: { original } }) => (isClockWrong(original) ? 'ahead' : offsetWords(original.clockOffsetMs)),
  },
  {
    id: 'from',
    header: 'From',
    cell: ({ row: { original } }) => (
      <CutText text={[...original.hosts, ...original.files, ...original.senders].join(', ')} width="medium" />
    ),
  },
];
