import { getSystemErrorMessage } from 'node:util';
import { errorCodes } from './errorCodes/errorCodes.ts';
import type { Code } from './errorCodes/errorCodes.ts';

/**
 * A fault that a person can mend: a stable code, and a sentence that says what was seen, what was expected and what to do.
 * Everything else that is thrown is a defect of the program.
 */
export class MendableError extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MendableError';
    this.code = code;
  }

  /** The HTTP status of an answer that tells of it. */
  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** The message of anything that was thrown, without its stack; what the operating system refused in words. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return isSystemError(error) ? `${wordsFor(error)}${placeOf(error)}` : error.message;
}

type SystemError = Error & { readonly errno: number; readonly code: string; readonly syscall: string } & Partial<
    Readonly<Record<'address' | 'hostname', string>>
  > & { readonly port?: number };

/** Others have codes, too, such as zlib; a call of the system is only theirs. */
function isSystemError(error: Error): error is SystemError {
  const { errno, code, syscall } = error as NodeJS.ErrnoException;
  return typeof errno === 'number' && errno < 0 && typeof code === 'string' && typeof syscall === 'string';
}

/** Plainer than the system's own words. */
const plainWords: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOTFOUND: 'there is no such host',
};

function wordsFor({ errno, code }: SystemError): string {
  return plainWords[code] ?? getSystemErrorMessage(errno);
}

/** Where a connection was to go; a file, or a port of this machine, is named by who says the sentence. */
function placeOf({ syscall, address, port, hostname }: SystemError): string {
  const host = hostname ?? address;
  if (host === undefined || syscall === 'listen' || syscall === 'bind') return '';
  return ` (${port === undefined ? host : `${host} port ${port}`})`;
}
