import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Input, RouteName } from '../../detector/api/contract/contract.ts';
import { asFault } from './fault.ts';
import type { ApiFault } from './fault.ts';
import { request } from './request.ts';

/** An answer on its way, there, or not to be had. While it is asked for anew the old one stays. */
export interface Asked<T> {
  readonly answer: T | undefined;
  readonly fault: ApiFault | undefined;
  readonly isLoading: boolean;
  /** Asks again. */
  readonly reload: () => void;
}

/** Asks a route once, when its input changes, and every `everyMs` if given; an answer that comes too late is dropped. */
export function useAnswer<Name extends RouteName>(
  name: Name,
  input: Input<Name>,
  options: { everyMs?: number; isPaused?: boolean } = {},
): Asked<Answer<Name>> {
  const { everyMs, isPaused = false } = options;
  const [state, setState] = useState<{ key: string; answer?: Answer<Name>; fault?: ApiFault }>({ key: '' });
  const [turn, setTurn] = useState(0);
  const [isLoading, setLoading] = useState(!isPaused);
  const isAsking = useRef(false);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);

  useEffect(() => {
    if (isPaused) return undefined;
    const abort = new AbortController();
    isAsking.current = true;
    setLoading(true);
    request(name, latest.current, abort.signal)
      .then((answer) => !abort.signal.aborted && setState({ key, answer }))
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const fault = asFault(error);
        setState((before) => ({ key, fault, ...(before.key === key ? { answer: before.answer } : {}) }));
      })
      .finally(() => {
        if (abort.signal.aborted) return;
        isAsking.current = false;
        setLoading(false);
      });
    return () => {
      abort.abort();
      isAsking.current = false;
    };
  }, [name, key, turn, isPaused]);

  useEffect(() => {
    if (everyMs === undefined || isPaused) return undefined;
    // A slow answer is waited for: asking again would cancel it each time.
    const timer = setInterval(() => {
      if (!document.hidden && !isAsking.current) setTurn((before) => before + 1);
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isPaused]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { answer: state.answer, fault: state.fault, isLoading, reload };
}
