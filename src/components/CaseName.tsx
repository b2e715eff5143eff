import { originWords } from './originWords.ts';
import type { Origin } from './originWords.ts';

/** A case by its name for people. */
export function CaseName({ of }: { readonly of: Origin }) {
  return <span>{originWords[of]}</span>;
}
