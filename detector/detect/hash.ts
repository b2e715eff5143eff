/**
 * Mixes two 32-bit words into an unsigned hash. The seed differs from process to process, so that a stranger who chooses
 * addresses can't choose collisions; no result depends on it.
 */
export function hashPair(first: number, second: number, seed: number): number {
  let hash = Math.imul(first ^ seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The same for the four words of an address that stand from `at`. */
export function hashAddress(words: Uint32Array, at: number, seed: number): number {
  return hashPair(hashPair(words[at], words[at + 1], seed), hashPair(words[at + 2], words[at + 3], seed), seed);
}
