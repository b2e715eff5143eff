import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

/** A sentence that may quote what strangers wrote: it breaks wherever it has to. */
export function Sentence({ children }: { readonly children: ReactNode }) {
  return <p className={useStyles2(getStyle)}>{children}</p>;
}

const getStyle = () => css({ margin: 0, overflowWrap: 'anywhere' });
