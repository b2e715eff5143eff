/** A sentence for each text that PostgreSQL can't store: with a NUL in it, or with half of a surrogate pair. */
export function strayCharacters(name: string, value: unknown): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [`${name} holds ${strayWords}`];
  if (Array.isArray(value)) return value.flatMap((item, i) => strayCharacters(`${name}.${i}`, item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isStorable(key) ? strayCharacters(`${name}.${key}`, item) : [`A name in ${name} holds ${strayWords}`],
  );
}

const strayWords = 'a character that no text can be stored with (U+0000, or half of a surrogate pair): leave it out.';

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
