import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Input, RouteName } from '../../detector/api/contract/contract.ts';
import { asFault } from './fault.ts';
import type { ApiFault } from './fault.ts';
import { request } from './request.ts';

/** Routes that answer page by page. */
type PagedRoute = {
  [Name in RouteName]: Answer<Name> extends { items: readonly unknown[]; next: string | null } ? Name : never;
}[RouteName];
type Item<Name extends PagedRoute> = Answer<Name>['items'][number];

/** A list that grows from page to page. While it is asked for anew the old items stay. */
export interface Pages<Name extends PagedRoute> {
  readonly items: readonly Item<Name>[];
  /** The newest page's answer, for what it says beside its items. */
  readonly lastPage: Answer<Name> | undefined;
  readonly fault: ApiFault | undefined;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Begins anew with the first page. */
  readonly reload: () => void;
}

interface State<Name extends PagedRoute> {
  readonly items: readonly Item<Name>[];
  readonly lastPage?: Answer<Name>;
  readonly fault?: ApiFault;
}

/** Asks for the first page when the input changes, and for the next one on demand. */
export function usePages<Name extends PagedRoute>(name: Name, input: Input<Name>): Pages<Name> {
  const [state, setState] = useState<State<Name>>({ items: [] });
  const [turn, setTurn] = useState(0);
  const [isLoading, setLoading] = useState(true);
  const running = useRef<AbortController | undefined>(undefined);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);

  const ask = useCallback(
    (cursor: string | undefined) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setLoading(true);
      request(name, withCursor(latest.current, cursor), abort.signal)
        .then((page) => {
          if (abort.signal.aborted) return;
          setState((before) => ({
            items: cursor === undefined ? page.items : [...before.items, ...page.items],
            lastPage: page,
          }));
        })
        .catch((error: unknown) => {
          if (abort.signal.aborted) return;
          const fault = asFault(error);
          setState((before) => (cursor === undefined ? { items: [], fault } : { ...before, fault }));
        })
        .finally(() => !abort.signal.aborted && setLoading(false));
    },
    [name],
  );

  useEffect(() => {
    ask(undefined);
    return () => running.current?.abort();
  }, [ask, key, turn]);

  const next = state.lastPage?.next ?? null;
  const loadMore = useCallback(() => {
    if (next !== null && !isLoading) ask(next);
  }, [ask, next, isLoading]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return {
    items: state.items,
    lastPage: state.lastPage,
    fault: state.fault,
    isLoading,
    hasMore: next !== null,
    loadMore,
    reload,
  };
}

function withCursor<Name extends PagedRoute>(input: Input<Name>, cursor: string | undefined): Input<Name> {
  const { query } = input as { query?: object };
  return cursor === undefined ? input : ({ ...(input as object), query: { ...query, cursor } } as Input<Name>);
}
