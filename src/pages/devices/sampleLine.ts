/** A line to be read, as a device of this time zone and format would have sent it. */
export interface SampleLine {
  readonly line: string;
  readonly timeZone: string | null;
  readonly format: string | null;
}

export const emptyLine: SampleLine = { line: '', timeZone: null, format: null };
