import type { Origin } from './originWords.ts';

/** The colour of each case, by Grafana's names: the same on pages and dashboards, whatever else is shown. */
export const originColors: Readonly<Record<Origin, string>> = {
  'port-scan': 'blue',
  'port-sweep': 'purple',
  vulnerability: 'orange',
  manual: '#8e8e8e',
};
