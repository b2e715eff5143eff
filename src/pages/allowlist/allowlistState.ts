import type { Answer } from '../../../detector/api/contract/contract.ts';

/** What the page keeps in the URL. `add` opens the dialog with an address or the word `new`; `import` opens the other. */
export const allowlistFields = ['search', 'add', 'import'] as const;

export type AllowEntry = Answer<'GET /allowlist'>['entries'][number];
export type Suggestion = Answer<'GET /allowlist'>['suggestions'][number];

/** Entries whose range, reason or author has the text in it. */
export function matchingEntries(entries: readonly AllowEntry[], search: string): AllowEntry[] {
  const wanted = search.trim().toLowerCase();
  return entries.filter(({ range, reason, createdBy }) =>
    [range, reason, createdBy].some((text) => text.toLowerCase().includes(wanted)),
  );
}
