import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { recordColumns } from './recordColumns.tsx';
import type { Rank } from './recordColumns.tsx';

/** px; rows lie at multiples of it. */
export const rowHeight = 32;

/** From this width of the list on, in the theme's spacing, columns of a rank show. */
const widthOfRank: Readonly<Record<Rank, number>> = { 0: 0, 1: 120, 2: 140 };

function columnsUpTo(rank: Rank): string {
  return recordColumns
    .filter((column) => column.rank <= rank)
    .map(({ width }) => width)
    .join(' ');
}

export const getGridStyles = (theme: GrafanaTheme2) => {
  const from = (rank: Rank) => `@container (min-width: ${theme.spacing(widthOfRank[rank])})`;
  const cells = {
    display: 'grid',
    gridTemplateColumns: columnsUpTo(0),
    columnGap: theme.spacing(1.5),
    alignItems: 'center',
    height: rowHeight,
    padding: theme.spacing(0, 1.5),
    [from(1)]: { gridTemplateColumns: columnsUpTo(1) },
    [from(2)]: { gridTemplateColumns: columnsUpTo(2) },
  };
  return {
    frame: css({
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      containerType: 'inline-size',
      flex: 1,
      minHeight: 0,
    }),
    grid: css({
      height: '100%',
      overflowX: 'hidden',
      overflowY: 'auto',
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: '-2px' },
    }),
    header: css({
      ...cells,
      position: 'sticky',
      top: 0,
      zIndex: 1,
      background: theme.colors.background.secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      // Only the cells get this font: column widths are in characters of the row's font and must match the rows below.
      '& > *': { fontWeight: theme.typography.fontWeightMedium },
    }),
    body: css({ position: 'relative' }),
    row: css({
      ...cells,
      position: 'absolute',
      left: 0,
      right: 0,
      cursor: 'pointer',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      '&:hover': { background: theme.colors.action.hover },
    }),
    active: css({
      background: theme.colors.action.selected,
      boxShadow: `inset ${theme.spacing(0.25)} 0 0 ${theme.colors.primary.border}`,
    }),
    cell: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }),
    ranks: {
      0: '',
      1: css({ display: 'none', [from(1)]: { display: 'block' } }),
      2: css({ display: 'none', [from(2)]: { display: 'block' } }),
    } as Readonly<Record<Rank, string>>,
  };
};
