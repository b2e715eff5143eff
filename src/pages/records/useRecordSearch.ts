import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import { asFault } from '../../api/fault.ts';
import type { ApiFault } from '../../api/fault.ts';
import { request } from '../../api/request.ts';
import { appendAnswer, countRows, emptyList, missingPage, putAwayFarPages, refillPage } from './recordList.ts';
import type { RecordList } from './recordList.ts';
import type { RecordQuery } from './recordsState.ts';

export interface RecordSearch {
  readonly list: RecordList;
  readonly rows: number;
  readonly setList: Dispatch<SetStateAction<RecordList>>;
  readonly isLooking: boolean;
  /** A person, or the time that it takes, has ended the search for now. */
  readonly isStopped: boolean;
  /** As many rows as the list can show are there; what is older needs a narrower range. */
  readonly isFull: boolean;
  readonly fault: ApiFault | undefined;
  /** Looks further back, also after a fault. */
  readonly goOn: () => void;
  readonly stop: () => void;
  /** Tells which rows are in view. */
  readonly show: (first: number, end: number) => void;
}

export const rowsPerAnswer = 200;
const rowsAhead = 100;
const maxHeldRows = 20_000;
/** Browsers draw no element that is much higher than 16 million pixels. */
const maxRows = 500_000;
/** A search goes on by itself for so long, then a person decides. */
const lookMs = 30_000;

/** Finds records that match, as many as the view needs and some more; for one query: another one needs another search. */
export function useRecordSearch(query: RecordQuery): RecordSearch {
  const [list, setList] = useState(emptyList);
  const [wanted, setWanted] = useState(rowsAhead);
  const [isStopped, setStopped] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  const [span, setSpan] = useState({ first: 0, end: 0 });
  const beganAt = useRef(0);
  const firstRow = useRef(0);
  const given = useRef(query);
  const rows = countRows(list);
  const isFull = rows >= maxRows;
  const isLooking = list.next !== null && rows < wanted && !isFull && !isStopped && fault === undefined;
  const cursor = list.next ?? undefined;
  const missing = missingPage(list, span.first, span.end);
  const missingCursor = missing === undefined ? undefined : list.pages[missing]?.cursor;

  useEffect(() => {
    if (isLooking) beganAt.current = Date.now();
  }, [isLooking]);

  useEffect(() => {
    if (!isLooking) return undefined;
    return ask(given.current, cursor, setFault, (answer) => {
      setList((before) => putAwayFarPages(appendAnswer(before, cursor, answer), firstRow.current, maxHeldRows));
      if (Date.now() - beganAt.current > lookMs) setStopped(true);
    });
  }, [isLooking, cursor]);

  useEffect(() => {
    if (missing === undefined || missingCursor === undefined || fault !== undefined) return undefined;
    return ask(given.current, missingCursor, setFault, (answer) => {
      setList((before) => putAwayFarPages(refillPage(before, missing, answer), firstRow.current, maxHeldRows));
    });
  }, [missing, missingCursor, fault]);

  const goOn = useCallback(() => {
    setFault(undefined);
    setStopped(false);
    setWanted((before) => Math.max(before, rows + 1));
  }, [rows]);
  const stop = useCallback(() => setStopped(true), []);
  const show = useCallback((first: number, end: number) => {
    firstRow.current = first;
    setSpan({ first, end });
    setWanted((before) => Math.max(before, end + rowsAhead));
  }, []);
  return { list, rows, setList, isLooking, isStopped, isFull, fault, goOn, stop, show };
}

/** Asks for one page; the function that it returns breaks it off. */
function ask(
  query: RecordQuery,
  cursor: string | undefined,
  onFault: (fault: ApiFault) => void,
  onAnswer: (answer: Awaited<ReturnType<typeof request<'GET /records'>>>) => void,
): () => void {
  const abort = new AbortController();
  const page = { limit: rowsPerAnswer, ...(cursor === undefined ? {} : { cursor }) };
  request('GET /records', { query: { ...query, ...page } }, abort.signal)
    .then((answer) => !abort.signal.aborted && onAnswer(answer))
    .catch((error: unknown) => {
      if (abort.signal.aborted) return;
      onFault(asFault(error));
    });
  return () => abort.abort();
}
