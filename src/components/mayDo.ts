import { config } from '@grafana/runtime';

const ranks = { Viewer: 1, Editor: 2, Admin: 3 } as const;

/** Whether the person's role is at least this one: what a page offers. The detector checks it again. */
export function mayDo(role: 'Editor' | 'Admin'): boolean {
  const own = (ranks as Readonly<Record<string, number | undefined>>)[config.bootData.user.orgRole] ?? 0;
  return own >= ranks[role];
}
