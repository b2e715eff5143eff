import type { Input } from '../../../detector/api/contract/contract.ts';
import type { Origin } from '../../components/originWords.ts';

type Target = Input<'POST /blacklist/release'>['body']['target'];

/** Blocks that a person chose. */
export interface Chosen {
  readonly ids: readonly number[];
  /** `203.0.113.9` or `3 blocks`. */
  readonly what: string;
  /** What made them, if it was the same for all. */
  readonly origin: Origin | undefined;
}

/** What a person is about to do, each with a dialog of its own. */
export type Request =
  | { readonly kind: 'release' | 'extend' | 'permanent' | 'allow'; readonly chosen: Chosen }
  | { readonly kind: 'allow-range'; readonly range: string }
  | {
      readonly kind: 'decide';
      readonly decision: 'block' | 'dismiss';
      readonly ids: readonly number[];
      readonly what: string;
    };

/** Gathers blocks for an action. */
export function choose(
  blocks: readonly { readonly id: number; readonly address: string; readonly origin: Origin }[],
): Chosen {
  const [first] = blocks;
  const origins = new Set(blocks.map(({ origin }) => origin));
  return {
    ids: blocks.map(({ id }) => id),
    what: blocks.length === 1 && first !== undefined ? first.address : `${blocks.length} blocks`,
    origin: origins.size === 1 ? first?.origin : undefined,
  };
}

/** The chosen blocks, or all of their case that were detected since a time. */
export function targetOf({ ids, origin }: Chosen, detectedSince: number | undefined): Target {
  if (detectedSince === undefined || origin === undefined) return { ids: [...ids] };
  return { case: origin, detectedSince };
}
