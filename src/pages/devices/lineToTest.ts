/** A line to be read, as a device of this time zone and format would have sent it. */
export interface LineToTest {
  readonly line: string;
  readonly timeZone: string | null;
  readonly format: string | null;
}

export const emptyLine: LineToTest = { line: '', timeZone: null, format: null };
