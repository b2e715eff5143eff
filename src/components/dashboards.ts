/** The dashboards that this product comes with; whether a Grafana has them is for it to say. */
export const dashboards = {
  security: { uid: 'active-defense-security', words: 'Security overview dashboard' },
  attacker: { uid: 'active-defense-attacker', words: 'Attacker dashboard' },
  firewalls: { uid: 'active-defense-firewalls', words: 'Firewalls dashboard' },
  health: { uid: 'active-defense-health', words: 'Service health dashboard' },
} as const;
export type DashboardName = keyof typeof dashboards;

/** As Grafana's URLs have it: `now-6h`, or ms since 1970. */
export interface DashboardRange {
  readonly from: string;
  readonly to: string;
}

/** Where a dashboard stands in Grafana, its variables filled in; without a range it shows its own. */
export function dashboardPath(
  name: DashboardName,
  variables: Readonly<Record<string, string>>,
  range: DashboardRange | undefined,
): string {
  const query = new URLSearchParams();
  for (const [variable, value] of Object.entries(variables)) query.set(`var-${variable}`, value);
  if (range !== undefined) {
    query.set('from', range.from);
    query.set('to', range.to);
  }
  const path = `/d/${dashboards[name].uid}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
