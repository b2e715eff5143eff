import { visibleText } from './visibleText.ts';

/** What a command speaks through: standard output for answers, standard error for everything else. Both show control characters escaped. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Who runs the command, for the audit trail. */
  readonly actor: string;
  /** One line of the answer. */
  readonly print: (line: string) => void;
  /** One line beside the answer: faults, hints. */
  readonly remark: (line: string) => void;
  /** What stands on the terminal's last line from now on, '' for nothing; without a terminal it goes nowhere. */
  readonly progress: (text: string) => void;
  readonly stdin: NodeJS.ReadableStream;
}

/** Every command takes it. */
export interface AnswerOptions {
  readonly json?: true;
}

/** Prints an answer: the document itself with `--json`, else the lines made of it. */
export function answer<T>(
  io: Io,
  { json }: AnswerOptions,
  document: T,
  lines: (document: T) => readonly string[],
): void {
  if (json === true) io.print(documentText(document));
  else for (const line of lines(document)) io.print(line);
}

/** JSON on one line. Times are ms since 1970 inside the program and ISO 8601 outside. */
export function documentText(document: unknown): string {
  return JSON.stringify(document, (key, value: unknown) => (isTime(key, value) ? isoTime(value) : value));
}

function isTime(key: string, value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15 && /^(?:at|until|\w+At|\w+Until)$/.test(key);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Rows under a heading, columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(visibleText));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A time for people: ISO, to the second, UTC; a dash where there is none. */
export function timeText(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '-' : isoTime(ms).replace(/\.\d+Z$/, 'Z');
}
