import type { Input } from '../../../detector/api/contract/contract.ts';
import type { Origin } from '../../components/CaseName.tsx';
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

const hourMs = 3_600_000;
/** How long ago at most it was detected: what stands in the URL, in words, in ms. */
export const ages = [
  { value: '1h', label: 'Last hour', ms: hourMs },
  { value: '24h', label: 'Last 24 hours', ms: 24 * hourMs },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * hourMs },
  { value: '30d', label: 'Last 30 days', ms: 30 * 24 * hourMs },
] as const;

const origins: readonly Origin[] = ['port-scan', 'port-sweep', 'vulnerability', 'manual'];

export interface Filters {
  readonly search?: string;
  readonly case?: Origin;
  readonly country?: string;
  readonly device?: string;
  readonly since?: number;
}

/** The filters as the API takes them; a word in the URL that is none is left out. */
export function filtersOf(
  { search, case: name, country, device, age }: Pick<BlacklistState, 'search' | 'case' | 'country' | 'device' | 'age'>,
  nowMs: number,
): Filters {
  const origin = origins.find((known) => known === name);
  const span = ages.find(({ value }) => value === age);
  return {
    ...(search === '' ? {} : { search }),
    ...(origin === undefined ? {} : { case: origin }),
    ...(country === '' ? {} : { country }),
    ...(device === '' ? {} : { device }),
    ...(span === undefined ? {} : { since: nowMs - span.ms }),
  };
}

type BlocksQuery = Input<'GET /blacklist/blocks'>['query'];
export type SortField = NonNullable<BlocksQuery['sort']>;

const sortFields: Readonly<Record<'active' | 'released', readonly SortField[]>> = {
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

/** Whether a text is a whole address or range, as far as its look tells: half of one is not searched for. */
export function looksLikeRange(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(text) || /^[\da-f.]*:[\da-f:.]*(\/\d{1,3})?$/i.test(text);
}
