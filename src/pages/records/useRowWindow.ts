import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { rowHeight } from './recordGridStyles.ts';

export interface RowWindow {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement>;
  /** Rows to draw: those in view and a few around them. */
  readonly first: number;
  readonly end: number;
  readonly firstInView: number;
  readonly rowsInView: number;
  readonly isAtTop: boolean;
  readonly bringIntoView: (row: number) => void;
}

const rowsAround = 10;
const maxDrawnRows = 100;

/** Which of so many rows of one height are in view of an element that scrolls, below a header as high as a row. */
export function useRowWindow(rows: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ firstInView: 0, rowsInView: 0, isAtTop: true });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const firstInView = Math.floor(element.scrollTop / rowHeight);
      const rowsInView = Math.max(0, Math.ceil(element.clientHeight / rowHeight) - 1);
      const isAtTop = element.scrollTop < rowHeight;
      setPlace((before) =>
        before.firstInView === firstInView && before.rowsInView === rowsInView && before.isAtTop === isAtTop
          ? before
          : { firstInView, rowsInView, isAtTop },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  function bringIntoView(row: number): void {
    const element = scroller.current;
    if (element === null) return;
    const top = row * rowHeight;
    const bottom = top + 2 * rowHeight - element.clientHeight;
    if (element.scrollTop > top) element.scrollTo({ top });
    else if (element.scrollTop < bottom) element.scrollTo({ top: bottom });
  }

  const first = Math.max(0, Math.min(place.firstInView, rows) - rowsAround);
  const end = Math.min(rows, place.firstInView + place.rowsInView + 1 + rowsAround, first + maxDrawnRows);
  return { scroller, ...place, first, end, bringIntoView };
}
