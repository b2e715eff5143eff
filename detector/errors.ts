/**
 * A fault that a person can mend: a stable code, and a sentence that says what was seen, what was expected and what to do.
 * Everything else that is thrown is a defect of the program.
 */
export class MendableError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MendableError';
    this.code = code;
  }
}

/** The message of anything that was thrown, without its stack. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
