/** What is fixed of a fault with a code; the sentence that names this case comes with the fault. */
export interface ErrorCode {
  /** The HTTP status of an answer that tells of it (RFC 9110). */
  readonly status: number;
  /** What it means, in Markdown. */
  readonly means: string;
  /** What a person can do, in Markdown. */
  readonly mend: string;
}

/** A part of the table of codes, each with its own name for the compiler. */
export function defineCodes<Code extends string>(
  codes: Readonly<Record<Code, ErrorCode>>,
): Readonly<Record<Code, ErrorCode>> {
  return codes;
}
