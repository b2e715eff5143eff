import type { Answer } from '../../detector/api/contract/contract.ts';
import { countWords, numberWords } from './numberWords.ts';
import { nextFetchWords } from './nextFetchWords.ts';
import type { PreviewLine } from './PreviewList.tsx';

type Preview = Answer<'POST /allowlist/preview'>;

/** What an entry would do, in sentences. */
export function allowPreview({ range, faults, lifts, lifted, overlaps }: Preview): readonly PreviewLine[] {
  if (faults.length > 0) return faults.map((text) => ({ kind: 'fault', text }));
  const more = lifts > lifted.length ? ` and ${numberWords(lifts - lifted.length)} more` : '';
  const lifting: PreviewLine =
    lifts === 0
      ? { kind: 'fact', text: 'No block has to be lifted.' }
      : { kind: 'warning', text: `${countWords(lifts, 'block')} will be lifted: ${lifted.join(', ')}${more}.` };
  const standing = overlaps.filter((entry) => entry === range);
  const others = overlaps.filter((entry) => entry !== range);
  return [
    lifting,
    ...standing.map((): PreviewLine => ({
      kind: 'warning',
      text: `${range} is on the list already: its reason and its end will be replaced.`,
    })),
    ...(others.length === 0 ? [] : [{ kind: 'fact', text: `It overlaps ${others.join(', ')}.` } as const]),
  ];
}

/** What is told once it is done. */
export function allowedSentence({ range, lifted }: Answer<'POST /allowlist'>): string {
  const blocks = lifted.length === 1 ? 'its block is' : `${countWords(lifted.length, 'block')} are`;
  const outcome = lifted.length === 0 ? '' : `; ${blocks} lifted`;
  return `Allowed ${range}${outcome}. ${nextFetchWords}`;
}
