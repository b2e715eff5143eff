import { dashboardPath, dashboards } from './dashboards.ts';
import type { DashboardName, DashboardRange } from './dashboards.ts';
import { useDashboards } from './useDashboards.ts';
import { PlaceButton } from './PlaceButton.tsx';

interface Props {
  readonly to: DashboardName;
  /** Which address or firewall it is to show, where it shows one. */
  readonly about?: string;
  readonly range?: DashboardRange;
  readonly size?: 'sm' | 'md';
}

/** Leads to one of the product's dashboards; nothing where this Grafana does not have it. */
export function DashboardLink({ to, about, range, size = 'md' }: Props) {
  if (!useDashboards().has(to)) return null;
  return (
    <PlaceButton size={size} variant="secondary" icon="apps" href={dashboardPath(to, about, range)}>
      {dashboards[to].words}
    </PlaceButton>
  );
}
