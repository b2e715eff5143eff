/** What a command speaks through: standard output for answers, standard error for everything else. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Who runs the command, for the audit trail. */
  readonly actor: string;
  /** One line of the answer. */
  readonly print: (line: string) => void;
  /** One line beside the answer: progress, hints. */
  readonly remark: (line: string) => void;
  readonly isTerminal: boolean;
  readonly stdin: NodeJS.ReadableStream;
}

/** Prints an answer: the document itself with `--json`, else the lines made of it. */
export function answer<T>(io: Io, json: boolean | undefined, document: T, lines: (document: T) => readonly string[]): void {
  if (json === true) io.print(JSON.stringify(document));
  else for (const line of lines(document)) io.print(line);
}

/** Rows under a heading, columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}

/** A time for people: ISO, to the second, UTC; a dash where there is none. */
export function timeText(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '-' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
