/**
 * What one place of a glob takes: a character of its own, any one, any number of them inside a name, or across folders.
 * Lists of characters and extended patterns are taken for any: that may find an overlap where there is none, never the reverse.
 */
type Token = { readonly kind: 'one'; readonly char: string } | { readonly kind: 'any' | 'name' | 'deep' };

/** Whether some path could be named by both globs, be there such a file or not. */
export function globsOverlap(one: string, other: string): boolean {
  return alternativesOf(one).some((a) => alternativesOf(other).some((b) => meet(tokensOf(a), tokensOf(b))));
}

/** A device registers few globs with few alternatives; beyond this many they count as anything. */
const maxAlternatives = 64;

/** The globs that one with `{a,b}` stands for; the innermost braces first. */
function alternativesOf(glob: string): string[] {
  const open = [glob];
  const flat: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = /\{([^{}]*)\}/.exec(next);
    const choices = found?.[1]?.split(',') ?? [];
    if (found === null) flat.push(next.replaceAll(/\/+/g, '/'));
    else if (open.length + flat.length > maxAlternatives || choices.length < 2) open.push(replaced(next, found, '**'));
    else open.push(...choices.map((choice) => replaced(next, found, choice)));
  }
  return flat;
}

function replaced(text: string, found: RegExpExecArray, by: string): string {
  return text.slice(0, found.index) + by + text.slice(found.index + found[0].length);
}

const tokenPattern =
  /(?<extended>[?*+@!]\([^)]*\))|(?<deep>\*\*\/?)|(?<name>\*)|(?<any>\?|\[[^\]]*\])|\\?(?<char>.)/gsu;

function tokensOf(glob: string): Token[] {
  return Array.from(glob.matchAll(tokenPattern), ({ groups }): Token => {
    const { char, any, name } = (groups ?? {}) as Record<string, string | undefined>;
    if (char !== undefined) return { kind: 'one', char };
    if (any !== undefined) return { kind: 'any' };
    return { kind: name === undefined ? 'deep' : 'name' };
  });
}

/** Walks both from their starts through every pair of places that one text can lead to. */
function meet(one: readonly Token[], other: readonly Token[]): boolean {
  const width = other.length + 1;
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    if (seen.has(i * width + j)) continue;
    seen.add(i * width + j);
    const a = one.at(i);
    const b = other.at(j);
    if (i === one.length && j === other.length) return true;
    if (a !== undefined && repeats(a)) open.push([i + 1, j]);
    if (b !== undefined && repeats(b)) open.push([i, j + 1]);
    if (i === one.length || j === other.length || a === undefined || b === undefined || !share(a, b)) continue;
    open.push([repeats(a) ? i : i + 1, repeats(b) ? j : j + 1]);
  }
  return false;
}

function repeats({ kind }: Token): boolean {
  return kind === 'name' || kind === 'deep';
}

/** Whether one character can stand in both places. */
function share(a: Token, b: Token): boolean {
  if (a.kind === 'one' && b.kind === 'one') return a.char === b.char;
  const char = a.kind === 'one' ? a.char : b.kind === 'one' ? b.char : undefined;
  return char !== '/' || a.kind === 'deep' || b.kind === 'deep';
}
