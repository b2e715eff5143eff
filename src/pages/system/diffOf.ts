/** One thing that a change touched; undefined: it was not there before, or is not there after. */
export interface Difference {
  /** Names from the outside in, such as `portScan.ports`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between two values as an audit event has them; lists of texts tell what they gain and lose. */
export function diffOf(before: unknown, after: unknown, formatTime: (ms: number) => string): Difference[] {
  const differences: Difference[] = [];
  compare('', before ?? undefined, after ?? undefined);
  return differences;

  function compare(path: string, one: unknown, other: unknown): void {
    if (JSON.stringify(one) === JSON.stringify(other)) return;
    if (isPlain(one ?? other) && (one === undefined || isPlain(one)) && (other === undefined || isPlain(other))) {
      const [left, right] = [one ?? {}, other ?? {}];
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        compare(path === '' ? key : `${path}.${key}`, left[key], right[key]);
      }
    } else if (Array.isArray(one) && Array.isArray(other)) {
      compareLists(path, one, other);
    } else {
      differences.push({ path, before: textOf(path, one), after: textOf(path, other) });
    }
  }

  function compareLists(path: string, one: readonly unknown[], other: readonly unknown[]): void {
    const [left, right] = [one.map((item) => textOf('', item)), other.map((item) => textOf('', item))];
    const gone = left.filter((item) => !right.includes(item));
    const come = right.filter((item) => !left.includes(item));
    const [first, last] = gone.length + come.length === 0 ? [left, right] : [gone, come];
    differences.push({
      path,
      before: first.length === 0 ? undefined : first.join('\n'),
      after: last.length === 0 ? undefined : last.join('\n'),
    });
  }

  function textOf(path: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (value === null) return 'none';
    if (typeof value === 'string') return value === '' ? 'empty' : value;
    if (typeof value === 'number' && /(?:^|\.)(?:at|\w+At)$/.test(path)) return formatTime(value);
    if (Array.isArray(value)) {
      return value.length === 0 ? 'empty' : value.map((item: unknown) => textOf('', item)).join('\n');
    }
    return JSON.stringify(value);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
