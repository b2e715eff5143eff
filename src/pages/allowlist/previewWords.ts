import type { Answer } from '../../../detector/api/contract/contract.ts';

type Preview = Answer<'POST /allowlist/preview'>;

export interface PreviewWord {
  readonly kind: 'fault' | 'change' | 'fact';
  readonly text: string;
}

/** What an entry would do, in sentences. */
export function previewWords({ range, faults, lifts, lifted, overlaps }: Preview): readonly PreviewWord[] {
  if (faults.length > 0) return faults.map((text) => ({ kind: 'fault', text }));
  const more = lifts > lifted.length ? ` and ${(lifts - lifted.length).toLocaleString('en')} more` : '';
  const lifting: PreviewWord =
    lifts === 0
      ? { kind: 'fact', text: 'No block has to be lifted.' }
      : { kind: 'change', text: `${blocksWord(lifts)} will be lifted: ${lifted.join(', ')}${more}.` };
  const standing = overlaps.filter((entry) => entry === range);
  const others = overlaps.filter((entry) => entry !== range);
  return [
    lifting,
    ...standing.map((): PreviewWord => ({
      kind: 'change',
      text: `${range} is on the list already: its reason and its end will be replaced.`,
    })),
    ...(others.length === 0 ? [] : [{ kind: 'fact', text: `It overlaps ${others.join(', ')}.` } as const]),
  ];
}

/** What is told once it is done. */
export function allowedSentence({ range, lifted }: Answer<'POST /allowlist'>): string {
  if (lifted.length === 0) return `Allowed ${range}.`;
  return `Allowed ${range}; ${lifted.length === 1 ? 'its block is' : `${lifted.length} blocks are`} lifted.`;
}

/** `1 block`, `2,000 blocks`. */
export function blocksWord(blocks: number): string {
  return blocks === 1 ? '1 block' : `${blocks.toLocaleString('en')} blocks`;
}
