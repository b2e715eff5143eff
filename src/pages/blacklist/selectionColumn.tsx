import { Checkbox } from '@grafana/ui';
import type { Column } from '@grafana/ui';

interface Row {
  readonly id: number;
}

export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
}

/** A column of checkboxes to select rows by; `labelOf` says which row one is for. */
export function selectionColumn<T extends Row>(
  rows: readonly T[],
  { ids, onSelect }: Selection,
  labelOf: (row: T) => string,
): Column<T> {
  const isAll = rows.every(({ id }) => ids.has(id));
  return {
    id: 'selection',
    disableGrow: true,
    header: () => (
      <Checkbox
        aria-label="Select all that are shown"
        value={isAll}
        indeterminate={ids.size > 0 && !isAll}
        onChange={() => onSelect(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
      />
    ),
    cell: ({ row: { original } }) => (
      <Checkbox
        aria-label={labelOf(original)}
        value={ids.has(original.id)}
        onChange={() => onSelect(toggled(ids, original.id))}
      />
    ),
  };
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return after;
}
