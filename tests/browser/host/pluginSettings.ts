import { readPluginDocument } from './pluginRoutes.ts';

type Texts = Readonly<Record<string, string>>;

/** The plugin's settings as Grafana keeps them: the secrets go in and only their names come out. */
export interface PluginSettings {
  /** What `GET /api/plugins/<id>/settings` answers. */
  read(): object;
  /** What `POST` to the same address does. */
  write(change: { readonly enabled?: boolean; readonly jsonData?: Texts; readonly secureJsonData?: Texts }): void;
  /** Fills in `{{ .JsonData.name }}` and `{{ .SecureJsonData.name }}`. */
  fillIn(template: string): string;
}

export function createPluginSettings(): PluginSettings {
  const { id, name, type, info, includes } = readPluginDocument();
  let enabled = true;
  let jsonData: Texts = {};
  let secureJsonData: Texts = {};
  return {
    read: () => ({
      ...{ id, name, type, info, includes, jsonData },
      enabled,
      pinned: true,
      module: `public/plugins/${id}/module.js`,
      baseUrl: `public/plugins/${id}`,
      secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((key) => [key, true])),
    }),
    write: (change) => {
      enabled = change.enabled ?? enabled;
      jsonData = change.jsonData ?? {};
      secureJsonData = { ...secureJsonData, ...change.secureJsonData };
    },
    fillIn: (template) =>
      template.replaceAll(/\{\{ \.(JsonData|SecureJsonData)\.(\w+) \}\}/g, (_, bag: string, key: string) => {
        const value = (bag === 'JsonData' ? jsonData : secureJsonData) as Readonly<Record<string, string | undefined>>;
        return value[key] ?? '<no value>';
      }),
  };
}
