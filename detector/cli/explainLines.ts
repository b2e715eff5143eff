import type { Judgement } from '../actions/devices/explain.ts';
import type { ExplainDocument } from '../actions/devices/explainDocument.ts';
import { timeText } from './io.ts';
import type { ParsedRecord } from '../actions/devices/parsedRecord.ts';

const formats = { device: "the device's own", 'key-value': 'key=value', csv: 'PAN-OS CSV' } as const;

/** An explanation for a person: part by part, and then what comes of it. */
export function explainLines({
  header,
  format,
  repeats,
  fields,
  record,
  unreadable,
  judgement,
}: ExplainDocument): string[] {
  return [
    `Header:  time ${header.time === '' ? 'none' : header.time}, host ${header.host === '' ? 'none' : header.host}`,
    `Format:  ${format === null ? 'none that is known' : formats[format]}`,
    ...(repeats === 1 ? [] : [`Repeated ${repeats} times: as many records`]),
    ...section('Fields', named(fields)),
    ...(unreadable === null ? [] : ['', `UNREADABLE (${unreadable.reason}): ${unreadable.sentence}`]),
    ...(record === null ? [] : section('Record', recordPairs(record))),
    ...(judgement === null ? [] : ['', ...judgementLines(judgement)]),
  ];
}

function recordPairs({ at, alternativeAt, extra = {}, ...texts }: ParsedRecord): [string, string][] {
  const other: [string, string][] = alternativeAt === null ? [] : [['or at', timeText(alternativeAt)]];
  return [['at', timeText(at)], ...other, ...named(texts), ...named(extra)];
}

function judgementLines({ cases, hitsDenyRule }: Judgement): string[] {
  return [
    ...cases.flatMap(({ case: name, counts, whyNot, watchOnly }) => [
      `${name}: ${counts ? 'it counts' : 'it does not count'}${counts && watchOnly ? ', but the case only watches' : ''}`,
      ...whyNot.map((sentence) => `  ${sentence}`),
    ]),
    `deny rule: ${hitsDenyRule ? 'a hit, which renews a block of its source' : 'no hit'}`,
  ];
}

function named(texts: object): [string, string][] {
  return Object.entries(texts).map(([name, value]) => [name, String(value)]);
}

function section(heading: string, pairs: readonly (readonly [string, string])[]): string[] {
  const shown = pairs.filter(([, value]) => value !== '');
  if (shown.length === 0) return [];
  const width = Math.max(...shown.map(([name]) => name.length));
  return ['', `${heading}:`, ...shown.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)];
}
