import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { pluginId } from '../../pluginId.ts';

/** What Grafana keeps of this plugin, as far as this page knows it. Secrets go in and never come out. */
export interface StoredSettings {
  readonly isEnabled: boolean;
  readonly apiUrl: string;
  readonly hasToken: boolean;
  /** All of it, so that saving one field keeps the others. */
  readonly jsonData: Readonly<Record<string, unknown>>;
}

export interface SettingsChange {
  readonly apiUrl: string;
  /** Undefined: the stored one stays. */
  readonly apiToken: string | undefined;
}

const url = `/api/plugins/${pluginId}/settings`;
const quiet = { showErrorAlert: false, showSuccessAlert: false } as const;

interface Answer {
  readonly enabled?: boolean;
  readonly jsonData?: Readonly<Record<string, unknown>> | null;
  readonly secureJsonFields?: Readonly<Record<string, boolean | undefined>> | null;
}

export async function loadPluginSettings(): Promise<StoredSettings> {
  const { data } = await lastValueFrom(getBackendSrv().fetch<Answer>({ method: 'GET', url, ...quiet }));
  const jsonData = data.jsonData ?? {};
  const apiUrl = jsonData['apiUrl'];
  return {
    isEnabled: data.enabled === true,
    apiUrl: typeof apiUrl === 'string' ? apiUrl : '',
    hasToken: data.secureJsonFields?.['apiToken'] === true,
    jsonData,
  };
}

/** Stores address and token, and turns the app on; a secret that is not sent stays as it is. */
export async function savePluginSettings(stored: StoredSettings, { apiUrl, apiToken }: SettingsChange): Promise<void> {
  await post({ ...stored.jsonData, apiUrl }, apiToken === undefined ? {} : { apiToken });
}

/** Turns the app on and leaves the rest as it is. */
export async function enablePlugin({ jsonData }: StoredSettings): Promise<void> {
  await post(jsonData, {});
}

async function post(
  jsonData: Readonly<Record<string, unknown>>,
  secureJsonData: Readonly<Record<string, string>>,
): Promise<void> {
  const data = { enabled: true, pinned: true, jsonData, secureJsonData };
  await lastValueFrom(getBackendSrv().fetch({ method: 'POST', url, data, ...quiet }));
}
