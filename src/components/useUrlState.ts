import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What a page keeps in the URL: each field a text, absent when empty. */
export type UrlState<Field extends string> = Readonly<Record<Field, string>>;

/**
 * Fields of the page's state in the URL, so that a link shows what the sender saw. `isStep` makes an entry in the
 * browser's history (a drawer that the back button closes); filters replace it.
 */
export function useUrlState<Field extends string>(
  fields: readonly Field[],
): [UrlState<Field>, (changes: Partial<UrlState<Field>>, options?: { isStep?: boolean }) => void] {
  const [params, setParams] = useSearchParams();
  const state = Object.fromEntries(fields.map((field) => [field, params.get(field) ?? ''])) as UrlState<Field>;
  const latest = useRef({ params, setParams });
  latest.current = { params, setParams };
  const change = useCallback((changes: Partial<UrlState<Field>>, { isStep = false } = {}) => {
    const before = latest.current.params;
    const after = new URLSearchParams(before);
    for (const [field, value] of Object.entries<string | undefined>(changes)) {
      if (value === undefined || value === '') after.delete(field);
      else after.set(field, value);
    }
    // Grafana's Combobox calls onChange again when it gets new options: without this it would loop.
    if (after.toString() === before.toString()) return;
    // A second change before the next render builds on this one.
    latest.current.params = after;
    latest.current.setParams(after, { replace: !isStep });
  }, []);
  return [state, change];
}
