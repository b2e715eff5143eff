import type { Answer } from '../../../detector/api/contract/contract.ts';

type Block = Answer<'GET /blacklist/blocks'>['items'][number];

/** Whether nothing came yet of whom a person blocked: then it was last seen when the block was made, which is nothing seen. */
export function isUnseen({
  origin,
  detectedAt,
  lastSeenAt,
}: Pick<Block, 'origin' | 'detectedAt' | 'lastSeenAt'>): boolean {
  return origin === 'manual' && lastSeenAt === detectedAt;
}
