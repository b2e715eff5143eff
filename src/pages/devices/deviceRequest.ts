import { addressFault } from '../../components/rangeFault.ts';
import type { Report, Request } from './deviceRow.ts';

export const emptyRequest: Request = { name: '', hosts: [], files: [], senders: [], timeZone: null, format: null };

/** A firewall to be registered, from what is known of a sender that is none yet. */
export function requestOfSender({ input, host }: Pick<Report['unregistered'][number], 'input' | 'host'>): Request {
  if (host !== '') return { ...emptyRequest, name: nameFrom(host), hosts: [host] };
  if (input.startsWith('/')) return requestOfFile(input);
  return { ...emptyRequest, name: nameFrom(input), senders: addressFault(input) === undefined ? [input] : [] };
}

export function requestOfFile(path: string): Request {
  return {
    ...emptyRequest,
    name: nameFrom(path.slice(path.lastIndexOf('/') + 1).replace(/\.log$/, '')),
    files: [path],
  };
}

/** A stranger's host name as a device may be called. */
function nameFrom(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 64);
}

export type RequestField = keyof Request | 'source';

/** Why a request will not do, field by field; `source` when nothing says which lines are the device's. */
export function requestFaults(request: Request): Partial<Record<RequestField, string>> {
  const isNamed = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(request.name.trim());
  const isSourced = request.hosts.length + request.files.length + request.senders.length > 0;
  return {
    ...(isNamed
      ? {}
      : { name: 'Letters, digits, spaces, dots, - and _, at most 64; it begins with a letter or digit.' }),
    ...(isSourced ? {} : { source: 'Give a host name, a file or a sender address: one of them at least.' }),
    ...(request.format === null || /\$[a-z]/i.test(request.format) || /[,;|\t]/.test(request.format)
      ? {}
      : {
          format: 'This is no format: it holds neither the firewall’s variables, such as $src, nor names of columns.',
        }),
  };
}

const absolutePath = /^\/./;

/** Why a path or glob will not do; undefined: it will. */
export function fileFault(path: string): string | undefined {
  return absolutePath.test(path)
    ? undefined
    : `“${path}” is not an absolute path. Write it like /var/log/Firewall/fw-1.log.`;
}

/** Puts the detector's sentences to the fields that they speak of. */
export function placeRequestFaults(sentences: readonly string[]): {
  byField: Partial<Record<RequestField, string>>;
  others: readonly string[];
} {
  const byField: Partial<Record<RequestField, string>> = {};
  const others: string[] = [];
  for (const sentence of sentences) {
    const field = beginnings.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (field === undefined) others.push(sentence);
    else byField[field] = [byField[field], sentence].filter((text) => text !== undefined).join(' ');
  }
  return { byField, others };
}

const beginnings: readonly (readonly [RequestField, RegExp])[] = [
  ['name', /^(The name|A device named|Another device is named) /],
  ['hosts', /^(The|A) host name /],
  ['files', /^The files? /],
  ['senders', /^The sender /],
  ['timeZone', /^The time zone /],
  ['format', /^The (format|list) /],
  ['source', /^Nothing says /],
];
