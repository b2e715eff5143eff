import { basename } from 'node:path';
import { parseAddress } from '../model/address.ts';

/** The command that registers a sender that nobody registered; null where only a person can tell how. */
export function registerSender({ input, host }: { readonly input: string; readonly host: string }): string | null {
  if (host !== '') return commandFor(host, '--host', host);
  return parseAddress(input) === undefined ? null : commandFor(input, '--sender', input);
}

/** The command that registers a log file as a device's. */
export function registerFile(path: string): string | null {
  return commandFor(basename(path, '.log'), '--file', path);
}

/** Strangers choose host names, and these become names of files: what a shell or a terminal may misread is not offered. */
const pasteable = /^[\p{L}\p{N}\p{P}\p{S} ]+$/u;

function commandFor(name: string, option: string, value: string): string | null {
  if (!pasteable.test(value)) return null;
  return `npm run -s detector -- device add ${quote(deviceName(name))} ${option} ${quote(value)}`;
}

function deviceName(text: string): string {
  const name = text.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  return name === '' ? 'firewall' : name.replace(/^(.{64}).*$/su, '$1');
}

function quote(text: string): string {
  return /^[\w./:@%+,][\w./:@%+,-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
