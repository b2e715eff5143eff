interface Place {
  readonly active: number | undefined;
  readonly rows: number;
  readonly rowsInView: number;
  readonly firstInView: number;
}

/** The row that a key leads to; undefined where it leads nowhere. Without an active row it is the first one in view. */
export function rowAfterKey(key: string, { active, rows, rowsInView, firstInView }: Place): number | undefined {
  const steps = stepsOf(key, rows, rowsInView);
  if (steps === undefined || rows === 0) return undefined;
  if (active === undefined && Math.abs(steps) === 1) return Math.min(firstInView, rows - 1);
  return Math.max(0, Math.min(rows - 1, (active ?? firstInView) + steps));
}

function stepsOf(key: string, rows: number, rowsInView: number): number | undefined {
  if (key === 'ArrowDown') return 1;
  if (key === 'ArrowUp') return -1;
  if (key === 'PageDown') return Math.max(1, rowsInView - 1);
  if (key === 'PageUp') return -Math.max(1, rowsInView - 1);
  if (key === 'End') return rows;
  return key === 'Home' ? -rows : undefined;
}
