import { config } from '@grafana/runtime';

/** Where this Grafana is, as whoever sits here reaches it. */
export function grafanaAddress(): string {
  return `${window.location.origin}${config.appSubUrl}`;
}
