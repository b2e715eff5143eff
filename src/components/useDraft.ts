import { useCallback, useEffect, useRef, useState } from 'react';

/** A text as it is typed, which is passed on by `commit` once it stood still for `waitMs`; a new `value` from elsewhere replaces it. */
export function useDraft(
  value: string,
  commit: (text: string) => void,
  waitMs: number,
): readonly [draft: string, write: (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const committed = useRef(value);
  const latest = useRef(commit);
  latest.current = commit;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    if (value === committed.current) return;
    committed.current = value;
    clearTimeout(timer.current);
    setDraft(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = useCallback(
    (text: string) => {
      setDraft(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        committed.current = text;
        latest.current(text);
      }, waitMs);
    },
    [waitMs],
  );
  return [draft, write];
}
