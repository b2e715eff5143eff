import { hostOf } from './labels.ts';
import { createPushedStreams } from './pushedStreams.ts';
import type { PushedStream } from './pushedStreams.ts';
import { pushLimits } from './pushLimits.ts';
import { wrongPush } from './pushRefusal.ts';

/** Reads `{"streams": [{"stream": {label: value}, "values": [["time in ns", "line", {structured metadata}?], …]}, …]}`. */
export function readJsonPush(body: Uint8Array): readonly PushedStream[] {
  const pushed = createPushedStreams();
  const { streams } = objectOf(parse(body), 'The body');
  for (const stream of listOf(streams, '"streams"')) {
    const { stream: labels, values } = objectOf(stream, 'An element of "streams"');
    const lines = pushed.add(hostOfStream(objectOf(labels, '"stream"')));
    for (const value of listOf(values, '"values"')) pushed.addLine(lines, lineOf(value));
  }
  return pushed.streams;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    // The parser's own message would quote the body.
    throw Object.assign(wrongPush('The body is no JSON'), { cause });
  }
}

function hostOfStream(labels: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(labels);
  if (names.length > pushLimits.labels) throw wrongPush(`A stream has more than ${pushLimits.labels} labels`);
  if (names.some((name) => typeof labels[name] !== 'string')) throw wrongPush('The value of a label is no text');
  return hostOf((name) => (Object.hasOwn(labels, name) ? String(labels[name]) : undefined));
}

function lineOf(value: unknown): Uint8Array {
  const [time, line] = listOf(value, 'An element of "values"');
  if (typeof time !== 'string' || !/^-?\d{1,20}$/.test(time)) {
    throw wrongPush('An entry does not begin with its time in ns, as a text of digits');
  }
  if (typeof line !== 'string') throw wrongPush('An entry has no line after its time');
  return Buffer.from(line);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongPush(`${what} is no list`);
  return value;
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongPush(`${what} is no object`);
  return value as Record<string, unknown>;
}
