import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';

/** The checkout, which relative paths start from. */
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A value, or what is wrong with a part of the text; empty where what is allowed says it all. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

/** Reads a configured text, never empty, from one source of truth for each kind of value. */
export type Reader<T> = (text: string) => Reading<T>;

const refused: Reading<never> = { fault: '' };

export const readPath: Reader<string> = (text) =>
  text.includes('\0') ? refused : { value: resolve(projectFolder, text) };

export const readHost: Reader<string> = (text) => (isIP(text) === 0 ? refused : { value: text });

/** A port; 0 asks for a free one. */
export const readPort: Reader<number> = (text) => readWholeNumber(0, 65_535)(text);

/** A port as above, or null for `off`. */
export const readPortOrOff: Reader<number | null> = (text) => (text === 'off' ? { value: null } : readPort(text));

export function readWholeNumber(least: number, most: number): Reader<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? { value } : refused;
  };
}

export function readWord<const T extends string>(words: readonly T[]): Reader<T> {
  return (text) => {
    const value = words.find((word) => word === text);
    return value === undefined ? refused : { value };
  };
}

export const readText: Reader<string> = (text) => (/\p{Cc}/u.test(text) ? refused : { value: text });

/** A bearer token that nobody guesses. */
export const readToken: Reader<string> = (text) => (/^[\x21-\x7e]{16,1000}$/.test(text) ? { value: text } : refused);

/** Basic authentication ends the user's name at the first colon (RFC 7617). */
export const readUser: Reader<string> = (text) => (text.includes(':') ? refused : readText(text));

export const readDatabaseUrl: Reader<string> = (text) => {
  const url = URL.parse(text);
  return url !== null && /^postgres(?:ql)?:$/.test(url.protocol) ? { value: text } : refused;
};

const dnsName =
  /^(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const readNames: Reader<readonly string[]> = (text) =>
  readList<string>(text, (item) =>
    isIP(item) !== 0 || dnsName.test(item)
      ? { value: item }
      : { fault: `"${item}" is neither a DNS name nor an address` },
  );

export const readCidrs: Reader<readonly Cidr[]> = (text) =>
  readList<Cidr>(text, (item) => {
    const cidr = parseCidr(item);
    return typeof cidr === 'string' ? { fault: cidr } : { value: cidr };
  });

function readList<T>(text: string, read: Reader<T>): Reading<readonly T[]> {
  const values: T[] = [];
  const faults: string[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    if (item === '') continue;
    const reading = read(item);
    if ('value' in reading) values.push(reading.value);
    else faults.push(reading.fault.replace(/\.$/, ''));
  }
  return faults.length > 0 ? { fault: faults.join('; ') } : { value: values };
}
