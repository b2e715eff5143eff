import type { Answer, Input } from '../../../detector/api/contract/contract.ts';
import type { UrlState } from '../../components/useUrlState.ts';

/** A record as the API gives it. */
export type RecordItem = Answer<'GET /records'>['items'][number];

/** What records are asked for by: the filters, and from when to when in ms. */
export type RecordQuery = Omit<NonNullable<Input<'GET /records'>['query']>, 'cursor' | 'limit'> & {
  readonly from: number;
};

export const filterFields = [
  'address',
  'source',
  'destination',
  'port',
  'action',
  'rule',
  'severity',
  'type',
  'subtype',
  'country',
  'device',
  'user',
  'threat',
] as const;
export type FilterField = (typeof filterFields)[number];

/** What the page keeps in the URL. `record` and `at` are the one in the drawer: its number and its time in ms. */
export const recordsFields = ['from', 'to', ...filterFields, 'live', 'record', 'at'] as const;
export type RecordsState = UrlState<(typeof recordsFields)[number]>;
export type ChangeRecords = (changes: Partial<RecordsState>, options?: { isStep?: boolean }) => void;

export type Filters = Readonly<Partial<Record<Exclude<FilterField, 'port'>, string>>> & { readonly port?: number };

/** The filters as the API takes them; a port in the URL that is none is left out. */
export function filtersOf(state: Pick<RecordsState, FilterField>): Filters {
  const texts = filterFields
    .filter((field) => field !== 'port' && state[field] !== '')
    .map((field) => [field, state[field]]);
  const port = readPort(state.port);
  return { ...(Object.fromEntries(texts) as Filters), ...(port === undefined ? {} : { port }) };
}

/** A port as typed; undefined for anything else. */
export function readPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** Every filter empty. */
export const noFilters = Object.fromEntries(filterFields.map((field) => [field, ''])) as Readonly<
  Record<FilterField, ''>
>;
