import { css } from '@emotion/css';
import { PanelChrome, useStyles2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly description?: string;
  /** px, with the heading. */
  readonly height: number;
  readonly children: (width: number, height: number) => ReactNode;
}

/** A panel as on a dashboard, as wide as there is space; what is in it scrolls where it is too much. */
export function Panel({ title, description, height, children }: Props) {
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <section ref={frame} aria-label={title} className={styles.frame} style={{ minHeight: height }}>
      {width > 0 && (
        <PanelChrome
          title={title}
          width={width}
          height={height}
          {...(description === undefined ? {} : { description })}
        >
          {(innerWidth, innerHeight) => (
            <div className={styles.content} style={{ height: innerHeight }} tabIndex={-1}>
              {children(innerWidth, innerHeight)}
            </div>
          )}
        </PanelChrome>
      )}
    </section>
  );
}

const getStyles = () => ({
  frame: css({ minWidth: 0, overflow: 'hidden' }),
  content: css({ overflowY: 'auto', overflowX: 'hidden' }),
});
