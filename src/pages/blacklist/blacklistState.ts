import type { Input } from '../../../detector/api/contract/contract.ts';
import { sinceOf } from '../../components/ages.ts';
import type { Origin } from '../../components/originWords.ts';
import type { UrlState } from '../../components/useUrlState.ts';

/** What the page keeps in the URL. `add` opens the dialog for a block by hand, with an address or the word `new`. */
export const blacklistFields = [
  'tab',
  'search',
  'case',
  'country',
  'device',
  'age',
  'sort',
  'order',
  'block',
  'verdict',
  'add',
] as const;
export type BlacklistState = UrlState<(typeof blacklistFields)[number]>;

export const tabNames = ['active', 'held', 'refused', 'watched', 'released'] as const;
export type TabName = (typeof tabNames)[number];

/** The first tab for what is none. */
export function tabOf({ tab }: Pick<BlacklistState, 'tab'>): TabName {
  return tabNames.find((name) => name === tab) ?? 'active';
}

const origins: readonly Origin[] = ['port-scan', 'port-sweep', 'vulnerability', 'manual'];

/** Every filter empty. */
export const noFilters = { search: '', case: '', country: '', device: '', age: '' } as const;
type FilterField = keyof typeof noFilters;

export function isFiltered(state: Pick<BlacklistState, FilterField>): boolean {
  return Object.keys(noFilters).some((field) => state[field as FilterField] !== '');
}

export interface Filters {
  readonly search?: string;
  readonly case?: Origin;
  readonly country?: string;
  readonly device?: string;
  readonly since?: number;
}

/** The filters as the API takes them; a word in the URL that is none is left out. */
export function filtersOf(
  { search, case: name, country, device, age }: Pick<BlacklistState, FilterField>,
  nowMs: number,
): Filters {
  const origin = origins.find((known) => known === name);
  const since = sinceOf(age, nowMs);
  return {
    ...(search === '' ? {} : { search }),
    ...(origin === undefined ? {} : { case: origin }),
    ...(country === '' ? {} : { country }),
    ...(device === '' ? {} : { device }),
    ...(since === undefined ? {} : { since }),
  };
}

type BlocksQuery = Input<'GET /blacklist/blocks'>['query'];
export type SortField = NonNullable<BlocksQuery['sort']>;

const sortFields: Readonly<Record<'active' | 'released', readonly [SortField, ...SortField[]]>> = {
  active: ['detectedAt', 'address', 'lastSeenAt', 'expiresAt', 'findings'],
  released: ['releasedAt', 'address', 'detectedAt', 'findings'],
};

/** How a tab is sorted: as the URL says if that tab can be, else by what came last. */
export function sortOf(
  tab: 'active' | 'released',
  { sort, order }: Pick<BlacklistState, 'sort' | 'order'>,
): { readonly sort: SortField; readonly order: 'asc' | 'desc' } {
  const field = sortFields[tab].find((known) => known === sort);
  if (field === undefined) return { sort: sortFields[tab][0], order: 'desc' };
  return { sort: field, order: order === 'asc' ? 'asc' : 'desc' };
}
