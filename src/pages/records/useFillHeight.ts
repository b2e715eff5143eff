import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Space that stays free below, px. */
const below = 32;
const least = 360;

/** How high an element must be to end at the lower edge of the window, px. */
export function useFillHeight(element: RefObject<HTMLElement>): number {
  const [height, setHeight] = useState(least);

  useLayoutEffect(() => {
    const measure = (): void => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(least, Math.floor(window.innerHeight - top - below)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    const above = element.current?.previousElementSibling;
    if (above) observer.observe(above);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element]);

  return height;
}
