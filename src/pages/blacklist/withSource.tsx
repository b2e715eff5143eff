import type { Column } from '@grafana/ui';
import { AddressLink } from '../../components/AddressLink.tsx';

/** The same columns with the source behind the first one: of a range, each row says whose it is. */
export function withSource<Row extends { readonly source: string }>([
  first,
  ...others
]: readonly Column<Row>[]): Column<Row>[] {
  return [
    ...(first === undefined ? [] : [first]),
    { id: 'source', header: 'Source', cell: ({ row: { original } }) => <AddressLink address={original.source} /> },
    ...others,
  ];
}
