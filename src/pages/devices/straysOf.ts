import type { Report, Request } from './deviceRow.ts';
import { requestOfFile, requestOfSender } from './deviceRequest.ts';

/** Who sends, or a file that is written, without being registered. */
export interface Stray {
  readonly key: string;
  readonly what: string;
  readonly way: string;
  readonly lines: number | null;
  readonly lastAt: number | null;
  readonly request: Request;
  /** What the form is filled from. */
  readonly given: { readonly host: string; readonly input: string; readonly file: string };
}

/** Files first, then senders, each with what it would be registered as. */
export function straysOf({ unregistered, files }: Pick<Report, 'unregistered' | 'files'>): Stray[] {
  const ofFiles = files.map((path): Stray => {
    const given = { host: '', input: '', file: path };
    return {
      key: `file ${path}`,
      what: path,
      way: 'Log file',
      lines: null,
      lastAt: null,
      request: requestOfFile(path),
      given,
    };
  });
  const ofSenders = unregistered.map(({ input, host, lines, lastAt }): Stray => {
    const given = { host, input, file: '' };
    const request = requestOfSender(given);
    return {
      key: `sender ${input} ${host}`,
      what: host === '' ? input : host,
      way: input,
      lines,
      lastAt,
      request,
      given,
    };
  });
  return [...ofFiles, ...ofSenders];
}
