import type { DeviceFormat, FormatField } from './deviceFormat.ts';

/** The labels of a text in their order, and the offset at which each stands. */
export interface Placement {
  readonly fields: readonly FormatField[];
  readonly positions: readonly number[];
}

/** What tells one way to place labels from another. */
export interface ReadingRules {
  /** Its value may hold anything, labels too. */
  readonly isStranger: (field: FormatField) => boolean;
  /** Whether `text[start, end)` can be the value of a field that is no stranger's, with the further pairs behind it. */
  readonly isPossible: (field: FormatField, start: number, end: number) => boolean;
  /** Whether a line of pairs may be without the field. */
  readonly mayLack: (field: FormatField) => boolean;
}

export interface Readings {
  /** The one way to place the labels, or how many there are. */
  find(rules: ReadingRules): Placement | 'none' | 'several';
}

/** A label in the text, and how many ways there are to read what follows: 0, 1, or 2 for several. */
interface Occurrence {
  readonly at: number;
  readonly field: number;
  ways: number;
  /** Where the value ends, if there is one way. */
  next: Occurrence | undefined;
  /** The ways of this occurrence and all later ones of its field together. */
  waysFromHere: number;
  /** The one of them that has ways, if together they have one. */
  chosen: Occurrence | undefined;
}

const several = 2;

/**
 * All ways to place a format's labels in a text. A value ends at the next label that is in the text, which has to be of a
 * later field of the format; only a stranger's value may hold labels, and ends at any one of the field after it. Without
 * pairs every label is there, and a value ends where the next one first comes. The ways are counted from the text's end.
 */
export function createReadings(text: Buffer, { fields, isPairs }: DeviceFormat): Readings {
  const byField = fields.map(({ label }, field) => findAll(text, label, field));
  const inOrder = byField.flat().sort((one, other) => one.at - other.at || one.field - other.field);
  const last = fields.length - 1;

  function find(rules: ReadingRules): Placement | 'none' | 'several' {
    for (let field = last; field >= 0; field--) countWays(byField[field], field, rules);
    const first = isPairs
      ? startsAt(inOrder, 0).filter(({ field }) => mayLackUpTo(field, -1, rules))
      : byField[0].slice(0, 1);
    const ways = first.reduce((sum, occurrence) => sum + occurrence.ways, 0);
    if (ways !== 1) return ways === 0 ? 'none' : 'several';
    const positions: number[] = [];
    const found: FormatField[] = [];
    for (let at = first.find((occurrence) => occurrence.ways === 1); at !== undefined; at = at.next) {
      positions.push(at.at);
      found.push(fields[at.field]);
    }
    return { fields: found, positions };
  }

  function countWays(occurrences: readonly Occurrence[], field: number, rules: ReadingRules): void {
    let later: Occurrence | undefined;
    for (const occurrence of occurrences.toReversed()) {
      const start = occurrence.at + fields[field].label.length;
      if (!rules.isStranger(fields[field])) countClosed(occurrence, start, rules);
      else if (field === last) setWays(occurrence, 1, undefined);
      else {
        const next = byField[field + 1];
        const end = next[indexFrom(next, start)] as Occurrence | undefined;
        setWays(occurrence, end?.waysFromHere ?? 0, end?.chosen);
      }
      occurrence.waysFromHere = Math.min(several, occurrence.ways + (later?.waysFromHere ?? 0));
      occurrence.chosen = occurrence.ways > 0 ? occurrence : later?.chosen;
      later = occurrence;
    }
  }

  /** The value is no stranger's. */
  function countClosed(occurrence: Occurrence, start: number, rules: ReadingRules): void {
    const { field } = occurrence;
    const ends = isPairs ? startsAt(inOrder, start) : field === last ? [] : startsAt(byField[field + 1], start);
    const end = ends.length > 0 ? ends[0].at : text.length;
    const isLast = ends.length === 0 && (isPairs ? mayLackUpTo(fields.length, field, rules) : field === last);
    const next = ends.filter((each) => each.ways > 0 && each.field > field && mayLackUpTo(each.field, field, rules));
    const ways = isLast ? 1 : next.reduce((sum, each) => sum + each.ways, 0);
    setWays(occurrence, rules.isPossible(fields[field], start, end) ? ways : 0, next[0]);
  }

  function mayLackUpTo(next: number, field: number, { mayLack }: ReadingRules): boolean {
    for (let index = field + 1; index < next; index++) if (!mayLack(fields[index])) return false;
    return true;
  }

  return { find };
}

function setWays(occurrence: Occurrence, ways: number, next: Occurrence | undefined): void {
  occurrence.ways = Math.min(several, ways);
  occurrence.next = next;
}

function findAll(text: Buffer, label: Buffer, field: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
    found.push({ at, field, ways: 0, next: undefined, waysFromHere: 0, chosen: undefined });
  }
  return found;
}

/** The first of the occurrences, which are in order, that starts at `start` or later. */
function indexFrom(occurrences: readonly Occurrence[], start: number): number {
  let low = 0;
  for (let high = occurrences.length; low < high;) {
    const middle = (low + high) >> 1;
    if (occurrences[middle].at < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of the occurrences from `start` on; several where one label begins as another does. */
function startsAt(occurrences: readonly Occurrence[], start: number): readonly Occurrence[] {
  const first = indexFrom(occurrences, start);
  let end = first;
  while (end < occurrences.length && occurrences[end].at === occurrences[first].at) end++;
  return occurrences.slice(first, end);
}
