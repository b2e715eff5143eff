import { MendableError } from '../../errors.ts';
import { explainLine } from '../../parse/explainLine.ts';
import type { Explanation } from '../../parse/explainLine.ts';
import { compileOwnFormat } from '../../parse/ownFormat.ts';
import type { OwnFormat } from '../../parse/ownFormat.ts';
import { judgeRecord } from './explain.ts';
import type { CountingSettings, Judgement } from './explain.ts';
import { parsedRecord } from './parsedRecord.ts';
import type { ParsedRecord } from './parsedRecord.ts';

/** What a line is read as, and whether it counts. */
export interface ExplainDocument extends Omit<Explanation, 'outcome'> {
  /** Null: it can't be read. */
  readonly record: ParsedRecord | null;
  readonly unreadable: { readonly reason: string; readonly sentence: string } | null;
  /** Null without a record. */
  readonly judgement: Judgement | null;
}

/** How the line's device is known to write; without a format it is told from the line. */
export interface ExplainRules {
  readonly settings: CountingSettings;
  readonly timeZone: string;
  /** A format string, or a list of columns. */
  readonly format: string | null;
}

/** Tells how one line is read, and for each case whether it counts and why not. */
export function explainDocument(bytes: Buffer, { settings, timeZone, format }: ExplainRules): ExplainDocument {
  const reading = { deviceId: 1, timeZone, ...compile(format) };
  const newline = bytes.indexOf('\n');
  const isOneLine = newline < 0 || newline === bytes.length - 1;
  const explanation = isOneLine ? explainLine(bytes, reading) : undefined;
  if (explanation === undefined) {
    throw new MendableError('not-one-line', 'Give one line that is not empty; empty lines are passed over.');
  }
  const { outcome, ...parts } = explanation;
  if (outcome.kind === 'unreadable') {
    const { reason, sentence } = outcome;
    return { ...parts, record: null, unreadable: { reason, sentence }, judgement: null };
  }
  const { batch, context } = outcome;
  const judgement = judgeRecord(batch, context, settings);
  return { ...parts, record: parsedRecord(batch, context), unreadable: null, judgement };
}

function compile(text: string | null): OwnFormat {
  const format = compileOwnFormat(text);
  if (typeof format === 'string') throw new MendableError('format-wrong', format);
  return format;
}
