/** Something that was reached at a time, as counted. */
export interface TimedValue {
  readonly value: number;
  readonly at: number;
  /** The source port that it was reached from where that is below 1024, else 0. */
  readonly lowPort: number;
}

/** A window holds what is less than `windowMs` older than its end. */
export interface BestWindow {
  readonly count: number;
  readonly endAt: number;
}

/**
 * The window with most different values among those that end at or after `at`, the earliest when several have as many.
 * All contacts lie less than `windowMs` from `at`, and one of them at it.
 */
export function bestWindow(contacts: readonly TimedValue[], at: number, windowMs: number): BestWindow {
  const byTime = contacts.toSorted((a, b) => a.at - b.at);
  const timesSeen = new Map<number, number>();
  let best: BestWindow = { count: 0, endAt: at };
  let first = 0;
  for (const { value, at: endAt } of byTime) {
    timesSeen.set(value, (timesSeen.get(value) ?? 0) + 1);
    for (; byTime[first].at <= endAt - windowMs; first++) {
      const left = (timesSeen.get(byTime[first].value) ?? 0) - 1;
      if (left > 0) timesSeen.set(byTime[first].value, left);
      else timesSeen.delete(byTime[first].value);
    }
    if (endAt >= at && timesSeen.size > best.count) best = { count: timesSeen.size, endAt };
  }
  return best;
}

/** The different values seen after one time and until another, each when it was seen last, newest first. */
export function valuesBetween(contacts: readonly TimedValue[], after: number, until: number): TimedValue[] {
  const newest = new Map<number, TimedValue>();
  for (const contact of contacts) {
    if (contact.at <= after || contact.at > until) continue;
    const known = newest.get(contact.value);
    if (known === undefined || known.at < contact.at) newest.set(contact.value, contact);
  }
  return [...newest.values()].sort((a, b) => b.at - a.at || a.value - b.value);
}

/** Whether everything seen after one time and until another came from one source port below 1024. */
export function isFromOneLowPort(contacts: readonly TimedValue[], after: number, until: number): boolean {
  const ports = new Set(contacts.filter(({ at }) => at > after && at <= until).map(({ lowPort }) => lowPort));
  return ports.size === 1 && !ports.has(0);
}
