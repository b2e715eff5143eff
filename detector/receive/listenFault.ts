import type { Code } from '../errorCodes/errorCodes.ts';
import { MendableError, messageOf } from '../errors.ts';

/** Says why a listener could not be opened, and how to mend it. */
export function listenFault(error: unknown, listener: string, host: string, port: number): MendableError {
  const where = `${listener} cannot listen on ${host} port ${port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return fault(
        'port-in-use',
        `${where}: another program does (ss -lntup shows it). Stop that program or choose another port.`,
        error,
      );
    case 'EACCES':
      return fault(
        'port-not-permitted',
        `${where}: ports below 1024 need a privilege. Choose a port from 1024 up.`,
        error,
      );
    case 'EADDRNOTAVAIL':
      return fault(
        'address-not-available',
        `${where}: this machine does not have that address. Choose one it has.`,
        error,
      );
    default:
      return fault('cannot-listen', `${where}: ${messageOf(error)}.`, error);
  }
}

function fault(code: Code, message: string, cause: unknown): MendableError {
  return new MendableError(code, message, { cause });
}
