/** The dashboards that this product comes with; whether a Grafana has them is for it to say. */
export const dashboards = {
  security: { uid: 'active-defense-security', words: 'Security overview dashboard' },
  attacker: { uid: 'active-defense-attacker', words: 'Attacker dashboard', variable: 'address' },
  firewalls: { uid: 'active-defense-firewalls', words: 'Firewalls dashboard', variable: 'device' },
  health: { uid: 'active-defense-health', words: 'Service health dashboard' },
} as const;
export type DashboardName = keyof typeof dashboards;

/** As Grafana's URLs have it: `now-6h`, or ms since 1970. */
export interface DashboardRange {
  readonly from: string;
  readonly to: string;
}

/** Where a dashboard stands in Grafana, `about` what its variable names; without a range it shows its own. */
export function dashboardPath(
  name: DashboardName,
  about: string | undefined,
  range: DashboardRange | undefined,
): string {
  const dashboard = dashboards[name];
  const query = new URLSearchParams();
  if (about !== undefined && 'variable' in dashboard) query.set(`var-${dashboard.variable}`, about);
  if (range !== undefined) {
    query.set('from', range.from);
    query.set('to', range.to);
  }
  const path = `/d/${dashboard.uid}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
