import type { Answer } from '../../../detector/api/contract/contract.ts';
import { originWords } from '../../components/originWords.ts';

export type Change = Answer<'GET /blacklist/verdict'>['audit'][number];

const longest = 200;
const words: Readonly<Record<string, string | undefined>> = { note: 'notes' };
const caseWords: Readonly<Record<string, string | undefined>> = originWords;

/** What it changed to, in a short line; times are given by `formatTime`. */
export function changeDetail({ after }: Pick<Change, 'after'>, formatTime: (ms: number) => string): string {
  if (typeof after !== 'object' || after === null) return '';
  const parts = Object.entries(after)
    .filter(([, value]) => value !== '' && value !== undefined)
    .map(([key, value]) => {
      if (key === 'expiresAt') return value === null ? 'permanent' : `until ${formatTime(Number(value))}`;
      if (key === 'fixedEnd') return value === true ? 'no hit moves its end' : 'each hit moves its end';
      const text = key === 'case' ? (caseWords[String(value)] ?? String(value)) : textOf(value);
      return key === 'reason' ? text : `${words[key] ?? key}: ${text}`;
    });
  const line = parts.join('; ');
  return line.length > longest ? `${line.slice(0, longest)} …` : line;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}
