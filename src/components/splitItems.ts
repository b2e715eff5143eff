/** Items of a list that were typed or pasted at once, each once, without those that are there already. */
export function splitItems(text: string, separator: RegExp, present: readonly string[]): string[] {
  const items = text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '' && !present.includes(item));
  return [...new Set(items)];
}
