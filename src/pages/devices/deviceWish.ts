import { addressFault } from '../../components/rangeFault.ts';
import type { Report, Wish } from './deviceRow.ts';

export const emptyWish: Wish = { name: '', hosts: [], files: [], senders: [], timeZone: null, format: null };

/** A firewall to be registered, from what is known of a sender that is none yet. */
export function wishOfSender({ input, host }: Pick<Report['unregistered'][number], 'input' | 'host'>): Wish {
  if (host !== '') return { ...emptyWish, name: nameFrom(host), hosts: [host] };
  if (input.startsWith('/')) return wishOfFile(input);
  return { ...emptyWish, name: nameFrom(input), senders: addressFault(input) === undefined ? [input] : [] };
}

export function wishOfFile(path: string): Wish {
  return { ...emptyWish, name: nameFrom(path.slice(path.lastIndexOf('/') + 1).replace(/\.log$/, '')), files: [path] };
}

/** A stranger's host name as a device may be called. */
function nameFrom(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 64);
}

export type WishField = keyof Wish | 'source';

/** Why a wish will not do, field by field; `source` when nothing says which lines are the device's. */
export function wishFaults(wish: Wish): Partial<Record<WishField, string>> {
  const isNamed = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(wish.name.trim());
  const isSourced = wish.hosts.length + wish.files.length + wish.senders.length > 0;
  return {
    ...(isNamed
      ? {}
      : { name: 'Letters, digits, spaces, dots, - and _, at most 64; it begins with a letter or digit.' }),
    ...(isSourced ? {} : { source: 'Give a host name, a file or a sender address: one of them at least.' }),
    ...(wish.format === null || /\$[a-z]/i.test(wish.format)
      ? {}
      : { format: 'This is no format: it holds none of the firewall’s variables, such as $src.' }),
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
export function placeWishFaults(sentences: readonly string[]): {
  byField: Partial<Record<WishField, string>>;
  others: readonly string[];
} {
  const byField: Partial<Record<WishField, string>> = {};
  const others: string[] = [];
  for (const sentence of sentences) {
    const field = beginnings.find(([, pattern]) => pattern.test(sentence))?.[0];
    if (field === undefined) others.push(sentence);
    else byField[field] = [byField[field], sentence].filter((text) => text !== undefined).join(' ');
  }
  return { byField, others };
}

const beginnings: readonly (readonly [WishField, RegExp])[] = [
  ['name', /^(The name|A device named|Another device is named) /],
  ['hosts', /^(The|A) host name /],
  ['files', /^The files? /],
  ['senders', /^The sender /],
  ['timeZone', /^The time zone /],
  ['format', /^The format /],
  ['source', /^Nothing says /],
];
