import { LinkButton } from '@grafana/ui';
import { dashboardPath, dashboards } from './dashboards.ts';
import type { DashboardName, DashboardRange } from './dashboards.ts';
import { useDashboards } from './useDashboards.ts';

interface Props {
  readonly to: DashboardName;
  /** What the dashboard's variables are set to. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly range?: DashboardRange;
  readonly size?: 'sm' | 'md';
}

const noVariables = {};

/** Leads to one of the product's dashboards; nothing where this Grafana does not have it. */
export function DashboardLink({ to, variables = noVariables, range, size = 'md' }: Props) {
  if (!useDashboards().has(to)) return null;
  return (
    <LinkButton size={size} variant="secondary" icon="apps" href={dashboardPath(to, variables, range)}>
      {dashboards[to].words}
    </LinkButton>
  );
}
