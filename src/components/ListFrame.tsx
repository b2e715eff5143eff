import { Button, EmptyState, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { ApiFault } from '../api/fault.ts';
import { FaultAlert } from './FaultAlert.tsx';

interface Props {
  readonly pages: {
    readonly items: readonly unknown[];
    readonly fault: ApiFault | undefined;
    readonly isLoading: boolean;
    readonly hasMore: boolean;
    readonly loadMore: () => void;
    readonly reload: () => void;
  };
  readonly isFiltered: boolean;
  readonly onClearFilters: () => void;
  readonly empty: { readonly message: string; readonly next: string };
  readonly children: ReactNode;
}

/** A list that grows: on its way, failed, empty, or there with the way to more. */
export function ListFrame({ pages, isFiltered, onClearFilters, empty, children }: Props) {
  const { items, fault, isLoading, hasMore, loadMore, reload } = pages;
  if (items.length === 0 && fault !== undefined) return <FaultAlert fault={fault} onRetry={reload} />;
  if (items.length === 0 && isLoading) return <LoadingPlaceholder text="Loading …" />;
  if (items.length === 0 && isFiltered) {
    return (
      <EmptyState
        variant="not-found"
        message="Nothing matches these filters"
        button={
          <Button variant="secondary" onClick={onClearFilters}>
            Clear filters
          </Button>
        }
      />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState variant="completed" message={empty.message}>
        {empty.next}
      </EmptyState>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      {children}
      {fault !== undefined && <FaultAlert fault={fault} onRetry={loadMore} />}
      <Stack gap={2} alignItems="center" justifyContent="center">
        <Text color="secondary" variant="bodySmall">
          {isLoading ? 'Loading …' : `${items.length} shown${hasMore ? ', there are more' : ''}`}
        </Text>
        {hasMore && (
          <Button variant="secondary" size="sm" onClick={loadMore} disabled={isLoading}>
            Show more
          </Button>
        )}
      </Stack>
    </Stack>
  );
}
