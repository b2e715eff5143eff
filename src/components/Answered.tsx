import { LoadingPlaceholder } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { Asked } from '../api/useAnswer.ts';
import { FaultAlert } from './FaultAlert.tsx';

/** Shows an answer, or that it is on its way, or why it is not to be had; an old answer stays under a new fault. */
export function Answered<T>({ of, children }: { readonly of: Asked<T>; readonly children: (answer: T) => ReactNode }) {
  const { answer, fault, reload } = of;
  if (answer === undefined && fault === undefined) return <LoadingPlaceholder text="Loading …" />;
  return (
    <>
      {fault !== undefined && <FaultAlert fault={fault} onRetry={reload} />}
      {answer !== undefined && children(answer)}
    </>
  );
}
