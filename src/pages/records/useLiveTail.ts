import { useEffect, useRef, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import { asFault } from '../../api/fault.ts';
import type { ApiFault } from '../../api/fault.ts';
import { request } from '../../api/request.ts';
import { appendAnswer, emptyList, mergeNewer, newestAt } from './recordList.ts';
import type { RecordList } from './recordList.ts';
import type { RecordQuery } from './recordsState.ts';
import { rowsPerAnswer } from './useRecordSearch.ts';

const everyMs = 2_000;
const newsLimit = 500;
/** With nothing found yet, what is this old at most counts as news: logs take a while to arrive. */
const graceMs = 300_000;
/** The first page grows by what arrives; from here on the list begins anew. */
const maxFirstPage = 2_000;

interface TailOptions {
  readonly isOn: boolean;
  readonly query: RecordQuery;
  readonly list: RecordList;
  readonly setList: Dispatch<SetStateAction<RecordList>>;
}

/** Adds what arrives to the top of the list while it is on and the page is seen; gives the fault of the last try. */
export function useLiveTail({ isOn, query, list, setList }: TailOptions): ApiFault | undefined {
  const [fault, setFault] = useState<ApiFault>();
  const latest = useRef({ query, list });
  latest.current = { query, list };

  useEffect(() => {
    if (!isOn) return undefined;
    const abort = new AbortController();
    const beganAt = Date.now();
    let timer = setTimeout(turn, everyMs);

    async function lookForNews(): Promise<void> {
      const { query: asked, list: known } = latest.current;
      const isLong = (known.pages.at(0)?.count ?? 0) > maxFirstPage;
      const newest = newestAt(known, Date.now()) ?? Math.max(asked.from, beganAt - graceMs);
      const span = isLong ? { limit: rowsPerAnswer } : { from: newest, limit: newsLimit };
      const news = await request('GET /records', { query: { ...asked, ...span } }, abort.signal);
      if (abort.signal.aborted) return;
      // More records arrived than one answer holds: scrolling down loads those between.
      const beginsAnew = news.items.length > 0 && (isLong || news.next !== null);
      setList((before) => (beginsAnew ? appendAnswer(emptyList, undefined, news) : mergeNewer(before, news.items)));
    }

    async function ask(): Promise<void> {
      try {
        await lookForNews();
        if (!abort.signal.aborted) setFault(undefined);
      } catch (error) {
        if (abort.signal.aborted) return;
        setFault(asFault(error));
      }
    }

    function turn(): void {
      const asked = document.hidden ? Promise.resolve() : ask();
      void asked.then(() => {
        if (!abort.signal.aborted) timer = setTimeout(turn, everyMs);
      });
    }

    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [isOn, setList]);

  return isOn ? fault : undefined;
}
