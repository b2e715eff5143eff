import type { Answer } from '../../../detector/api/contract/contract.ts';

export type Change = Answer<'GET /blacklist/verdict'>['audit'][number];

const longest = 200;

/** What it changed to, in a short line; times are given by `formatTime`. */
export function changeDetail({ after }: Pick<Change, 'after'>, formatTime: (ms: number) => string): string {
  if (typeof after !== 'object' || after === null) return '';
  const parts = Object.entries(after)
    .filter(([, value]) => value !== '' && value !== undefined)
    .map(([key, value]) => {
      if (key === 'expiresAt') return value === null ? 'permanent' : `until ${formatTime(Number(value))}`;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return key === 'reason' ? text : `${key}: ${text}`;
    });
  const line = parts.join('; ');
  return line.length > longest ? `${line.slice(0, longest)} …` : line;
}
