import type { Report, Wish } from './deviceRow.ts';
import { wishOfFile, wishOfSender } from './deviceWish.ts';

/** Who sends, or a file that is written, without being registered. */
export interface Stray {
  readonly key: string;
  readonly what: string;
  readonly way: string;
  readonly lines: number | null;
  readonly lastAt: number | null;
  readonly wish: Wish;
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
      wish: wishOfFile(path),
      given,
    };
  });
  const ofSenders = unregistered.map(({ input, host, lines, lastAt }): Stray => {
    const given = { host, input, file: '' };
    const wish = wishOfSender(given);
    return { key: `sender ${input} ${host}`, what: host === '' ? input : host, way: input, lines, lastAt, wish, given };
  });
  return [...ofFiles, ...ofSenders];
}
