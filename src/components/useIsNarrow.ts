import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Whether the element that gets the ref has fewer than `px` of width. */
export function useIsNarrow(px: number): [ref: RefObject<HTMLDivElement>, isNarrow: boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => setNarrow(element.clientWidth < px);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [px]);
  return [ref, isNarrow];
}
