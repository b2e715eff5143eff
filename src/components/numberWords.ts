/** `12,345`, whatever the browser's own language is: the pages are in English. */
export function numberWords(number: number): string {
  return number.toLocaleString('en');
}

/** `1 block`, `2,000 blocks`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}
