/** Words that are looked for in lines byte by byte, so that no text is made of them. */
export interface WordSet {
  /** Whether `bytes[start, end)` is one of the words, whatever its case. */
  has(bytes: Uint8Array, start: number, end: number): boolean;
}

/** `words` are in lower case, ASCII. */
export function createWordSet(words: readonly string[]): WordSet {
  const byLength: Buffer[][] = [];
  for (const word of words) (byLength[word.length] ??= []).push(Buffer.from(word));
  return {
    has(bytes, start, end) {
      const candidates = byLength.at(end - start);
      return end > start && candidates !== undefined && candidates.some((word) => isSameWord(bytes, start, word));
    },
  };
}

function isSameWord(bytes: Uint8Array, start: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (lowerCase(bytes[start + i]) !== word[i]) return false;
  return true;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
