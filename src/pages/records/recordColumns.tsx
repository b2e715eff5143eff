import { dateTimeFormat } from '@grafana/data';
import { Text } from '@grafana/ui';
import type { ReactNode } from 'react';
import { MiddleCut } from '../../components/MiddleCut.tsx';
import type { RecordItem } from './recordsState.ts';

/** How wide the list must be for a column to show, in steps; 0: always. */
export type Rank = 0 | 1 | 2;

export interface RecordColumn {
  readonly name: string;
  /** Of the grid, beside the others that show. */
  readonly width: string;
  readonly rank: Rank;
  readonly render: (record: RecordItem) => ReactNode;
  /** The whole text, where the cell may cut it. */
  readonly title: (record: RecordItem) => string;
}

/** Room for the longest IPv4 address: 12 digits and 3 dots. */
const addressWidth = '15ch';
/** Room for the longest port: 5 digits, and what rounding to whole pixels takes. */
const portWidth = '6ch';

/** What the list shows of a record; the drawer has all of it. */
export const recordColumns: readonly RecordColumn[] = [
  {
    name: 'Time',
    width: 'minmax(12em, 1.1fr)',
    rank: 0,
    render: ({ at }) => dateTimeFormat(at),
    title: ({ at }) => new Date(at).toISOString(),
  },
  textColumn('Device', '0.8fr', 1, ({ device }) => device),
  textColumn('Source', '1.2fr', 0, ({ source }) => source, addressWidth),
  textColumn('Country', '0.9fr', 1, ({ sourceLocation }) => sourceLocation),
  textColumn('Destination', '1.2fr', 0, ({ destination }) => destination, addressWidth),
  textColumn('Port', '0.5fr', 0, portOf, portWidth),
  {
    name: 'Action',
    width: 'minmax(5.5em, 0.7fr)',
    rank: 0,
    render: ({ action }) => <Text color={action === 'allow' ? 'success' : 'primary'}>{action}</Text>,
    title: ({ action }) => action,
  },
  {
    name: 'Rule',
    width: 'minmax(9em, 2fr)',
    rank: 0,
    render: ({ rule }) => <MiddleCut text={rule} />,
    title: ({ rule }) => rule,
  },
  textColumn('Type', '1fr', 1, kindOf),
  {
    name: 'Threat or user',
    width: 'minmax(0, 1.4fr)',
    rank: 2,
    render: (record) => <Text color={isGrave(record) ? 'error' : 'primary'}>{detailOf(record)}</Text>,
    title: detailOf,
  },
];

function textColumn(
  name: string,
  share: string,
  rank: Rank,
  render: (record: RecordItem) => string,
  least = '0',
): RecordColumn {
  return { name, width: `minmax(${least}, ${share})`, rank, render, title: render };
}

function portOf({ destinationPort }: RecordItem): string {
  return destinationPort === 0 ? '–' : String(destinationPort);
}

function kindOf({ type, subtype }: RecordItem): string {
  return [type, subtype].filter((text) => text !== '').join(' · ');
}

function isGrave({ severity }: RecordItem): boolean {
  return ['critical', 'high'].includes(severity.toLowerCase());
}

function detailOf({ severity, threatName, user }: RecordItem): string {
  return [threatName === '' ? '' : severity, threatName, user].filter((text) => text !== '').join(' · ');
}
