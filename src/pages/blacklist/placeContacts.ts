import type { Evidence } from './findingSentence.ts';

type Contact = Evidence['contacts'][number];

/** A contact's place: across in percent of the time, down in steps of rows from 0 at the top. */
export interface Dot {
  readonly value: number | string;
  readonly at: number;
  readonly across: number;
  readonly row: number;
}

export interface Placed {
  readonly dots: readonly Dot[];
  /** What each row stands for, from the top. */
  readonly rows: readonly (number | string)[];
  readonly fromMs: number;
  readonly toMs: number;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Gives each different port or address a row, the largest at the top, and each contact its place in time. */
export function placeContacts(contacts: readonly Contact[]): Placed {
  const times = contacts.map(({ at }) => at);
  const [fromMs, toMs] = [Math.min(...times), Math.max(...times)];
  const rows = [...new Set(contacts.map(({ value }) => value))].sort((one, other) =>
    collator.compare(String(other), String(one)),
  );
  const span = toMs - fromMs;
  const dots = contacts.map(({ value, at }) => ({
    value,
    at,
    across: span === 0 ? 50 : ((at - fromMs) / span) * 100,
    row: rows.indexOf(value),
  }));
  return { dots, rows, fromMs, toMs };
}

/** Which of `count` rows get a label when only `most` fit: the first and each further one at the same distance. */
export function labelledRows(count: number, most: number): readonly number[] {
  const step = Math.ceil(count / most);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
