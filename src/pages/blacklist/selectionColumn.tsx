import { Checkbox } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { createContext, useContext } from 'react';

interface Row {
  readonly id: number;
}

export interface Selection {
  /** Those that are shown. */
  readonly rows: readonly Row[];
  readonly ids: ReadonlySet<number>;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
}

/** Which rows are selected, for the cells of a table: its columns stay the same whatever is selected. */
export const SelectionContext = createContext<Selection>({ rows: [], ids: new Set(), onSelect: () => undefined });

/** A column of checkboxes to select rows by; `labelOf` says which row one is for. */
export function selectionColumn<T extends Row>(labelOf: (row: T) => string): Column<T> {
  return {
    id: 'selection',
    disableGrow: true,
    header: () => <SelectAll />,
    cell: ({ row: { original } }) => <SelectRow id={original.id} label={labelOf(original)} />,
  };
}

function SelectAll() {
  const { rows, ids, onSelect } = useContext(SelectionContext);
  const isAll = rows.every(({ id }) => ids.has(id));
  return (
    <Checkbox
      aria-label="Select all that are shown"
      value={isAll}
      indeterminate={ids.size > 0 && !isAll}
      onChange={() => onSelect(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
    />
  );
}

function SelectRow({ id, label }: { readonly id: number; readonly label: string }) {
  const { ids, onSelect } = useContext(SelectionContext);
  return <Checkbox aria-label={label} value={ids.has(id)} onChange={() => onSelect(toggled(ids, id))} />;
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return after;
}
