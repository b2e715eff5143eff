import { itemAt } from '../model/itemAt.ts';

/** More than a slip of the fingers is another name. */
const farthest = 3;

/** The name that takes the fewest insertions, deletions and replacements to reach, for "did you mean …?"; undefined when none is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const name of names) {
    const distance = editDistance(given, name);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = itemAt(above, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, itemAt(above, column) + 1, itemAt(current, column - 1) + 1));
    }
    above = current;
  }
  return itemAt(above, to.length);
}
