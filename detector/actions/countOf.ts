/** A number with its noun: "1 line", "2 lines"; a plural that is not the noun with an s is given. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
