import type { Judgement } from '../app/explain.ts';
import type { Explanation } from '../parse/explainLine.ts';
import type { RecordDocument } from './recordDocument.ts';

/** What a line is read as, and whether it counts. */
export interface ExplainDocument extends Omit<Explanation, 'outcome'> {
  /** Null: it can't be read. */
  readonly record: RecordDocument | null;
  readonly unreadable: { readonly reason: string; readonly sentence: string } | null;
  /** Null without a record. */
  readonly judgement: Judgement | null;
}
