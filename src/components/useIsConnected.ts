import { usePluginContext } from '@grafana/data';

/** Whether this app was ever told where the detector is. */
export function useIsConnected(): boolean {
  const address: unknown = usePluginContext()?.meta.jsonData?.['apiUrl'];
  return typeof address === 'string' && address !== '';
}
