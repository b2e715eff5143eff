import { DashboardLink } from './DashboardLink.tsx';
import type { DashboardRange } from './dashboards.ts';

interface Props {
  /** An address or range. */
  readonly address: string;
  readonly range?: DashboardRange;
  readonly size?: 'sm' | 'md';
}

/** Leads to the dashboard about an address; it knows of no ranges. */
export function AttackerLink({ address, ...rest }: Props) {
  return address.includes('/') ? null : <DashboardLink to="attacker" about={address} {...rest} />;
}
