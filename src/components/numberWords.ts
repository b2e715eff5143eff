/** `12,345`, whatever the browser's own language is: the pages are in English. A dash for what is not known. */
export function numberWords(number: number | null): string {
  return number === null ? '–' : number.toLocaleString('en');
}

/** `1 block`, `2,000 blocks`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}
