/** What can be chosen: a word, or one with another label. */
export type Word = string | { readonly value: string; readonly label: string };

interface WordOption {
  readonly value: string;
  readonly label: string;
}

/** Options for a Combobox; the value, which may come from the URL, is among them in any case, unless it is empty. */
export function wordOptions(words: readonly Word[], value: string): WordOption[] {
  const options = words.map((word) => (typeof word === 'string' ? { value: word, label: word } : word));
  const isKnown = value === '' || options.some((option) => option.value === value);
  return isKnown ? options : [...options, { value, label: value }];
}
