import type { Block } from '../model/block.ts';

/** A block as a mail tells of it. */
export interface NotifiedBlock extends Omit<Block, 'lastSeenAt'> {
  readonly createdBy: string;
  /** The firewall that saw it; null for a block by hand. */
  readonly device: string | null;
  /** What the first finding was about: an address for a scan, a port for a sweep, both for an attack. */
  readonly target: string | null;
  readonly port: number | null;
  /** Different ports or addresses that were reached; null for a block by hand. */
  readonly count: number | null;
}
