import { useEffect, useState } from 'react';
import type { Asked } from '../../api/useAnswer.ts';
import { asFault } from '../../api/fault.ts';
import type { ApiFault } from '../../api/fault.ts';
import { request } from '../../api/request.ts';
import type { RecordItem } from './recordsState.ts';

const limit = 500;
/** 20,000 records of one millisecond; firewalls tell the time by the second, so a busy one has many. */
const maxPages = 40;

/** A record by its number and its time in ms: `known` where it is at hand, else asked for; null where it is not stored. */
export function useRecord(id: string, at: number, known: RecordItem | undefined): Asked<RecordItem | null> {
  const [answer, setAnswer] = useState<RecordItem | null>();
  const [fault, setFault] = useState<ApiFault>();
  const [turn, setTurn] = useState(0);
  const isKnown = known !== undefined;

  useEffect(() => {
    if (isKnown) return undefined;
    const abort = new AbortController();
    setAnswer(undefined);
    setFault(undefined);
    findRecord(id, at, abort.signal)
      .then((found) => !abort.signal.aborted && setAnswer(found))
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        setFault(asFault(error));
      });
    return () => abort.abort();
  }, [id, at, isKnown, turn]);

  if (known !== undefined) return { answer: known, fault: undefined, isLoading: false, reload };
  return { answer, fault, isLoading: answer === undefined && fault === undefined, reload };

  function reload(): void {
    setTurn((before) => before + 1);
  }
}

async function findRecord(id: string, at: number, signal: AbortSignal): Promise<RecordItem | null> {
  const query = { from: at, to: at + 1, limit };
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const answer = await request(
      'GET /records',
      { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    );
    const found = answer.items.find((item) => item.id === id);
    if (found !== undefined) return found;
    if (answer.next === null) return null;
    cursor = answer.next;
  }
  return null;
}
