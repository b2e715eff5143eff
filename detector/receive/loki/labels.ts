import { pushLimits } from './pushLimits.ts';
import { wrongPush } from './pushRefusal.ts';

/** Labels that may name the host, the first that is there counts. */
export const hostLabels = ['host', 'hostname', 'instance'] as const;

/** No white space and nothing unprintable, at most as long as a host name can be. */
const hostName = /^[^\s\p{C}]{1,255}$/u;
const namePattern = /\s*([\p{L}_][\p{L}\p{N}_.:/-]*|"(?:[^"\\]|\\.)*")\s*=\s*/uy;
const valuePattern = /"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/y;
const separatorPattern = /\s*(,\s*)?/y;
const escapePattern = /\\(?:([abfnrtv\\"'])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/g;
const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The host that labels name; undefined where none does. */
export function hostOf(label: (name: string) => string | undefined): string | undefined {
  for (const name of hostLabels) {
    const value = label(name);
    if (value !== undefined) return hostName.test(value) ? value : undefined;
  }
  return undefined;
}

/** Reads labels as clients write them into a protobuf message: `{job="firewall", host="fw-1"}`, values quoted as Go does. */
export function readLabels(text: string): Map<string, string> {
  const labels = new Map<string, string>();
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw wrongLabels(text);
  const inside = trimmed.slice(1, -1);
  let at = skip(/\s*/y, inside, 0);
  while (at < inside.length) {
    const name = matchAt(namePattern, inside, at);
    if (name === null) throw wrongLabels(text);
    at += name[0].length;
    const value = matchAt(valuePattern, inside, at);
    if (value === null) throw wrongLabels(text);
    at += value[0].length;
    const [, quoted, raw] = value as (string | undefined)[];
    labels.set(name[1].startsWith('"') ? unquote(name[1].slice(1, -1)) : name[1], raw ?? unquote(quoted ?? ''));
    if (labels.size > pushLimits.labels) throw wrongPush(`A stream has more than ${pushLimits.labels} labels`);
    const separator = matchAt(separatorPattern, inside, at);
    at += separator?.[0].length ?? 0;
    if (separator?.[1] === undefined && at < inside.length) throw wrongLabels(text);
  }
  return labels;
}

function unquote(quoted: string): string {
  return quoted.replace(escapePattern, (all: string, plain?: string, ...numbers: unknown[]) => {
    if (plain !== undefined) return escapes[plain] ?? plain;
    const [byte, short, long, octal] = numbers as (string | undefined)[];
    const code = octal === undefined ? parseInt(byte ?? short ?? long ?? 'x', 16) : parseInt(octal, 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (matchAt(pattern, text, at)?.[0].length ?? 0);
}

function wrongLabels(text: string) {
  return wrongPush(`The labels ${JSON.stringify(text.slice(0, 200))} can't be read`);
}
