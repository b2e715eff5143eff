import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../provisioning/', import.meta.url));

export interface Target {
  readonly rawSql: string;
  readonly datasource: { readonly uid: string };
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly interval?: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly Target[];
  readonly fieldConfig?: { readonly overrides: readonly Override[] };
}

export interface Override {
  readonly matcher: { readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly allValue?: string;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly links: readonly { readonly title: string; readonly url: string; readonly keepTime: boolean }[];
  readonly templating: { readonly list: readonly Variable[] };
}

export interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly data: readonly {
    readonly refId: string;
    readonly datasourceUid: string;
    readonly model: { readonly rawSql?: string };
  }[];
  readonly for: string;
  readonly noDataState: string;
  readonly execErrState: string;
  readonly isPaused: boolean;
  readonly dashboardUid: string;
  readonly panelId: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly notification_settings?: { readonly receiver: string };
}

/** A file below `provisioning/` as text. */
export function provisionedText(path: string): string {
  return readFileSync(root + path, 'utf8');
}

export function dashboards(): { readonly file: string; readonly dashboard: Dashboard; readonly text: string }[] {
  return globSync('dashboards/**/*.json', { cwd: root }).map((path) => {
    const text = provisionedText(path);
    return { file: basename(path), dashboard: JSON.parse(text) as Dashboard, text };
  });
}

export function rules(): Rule[] {
  const { groups } = parse(provisionedText('alerting/active-defense-rules.yaml')) as {
    groups: readonly { readonly rules: readonly Rule[] }[];
  };
  return groups.flatMap((group) => group.rules);
}

/** The uids of the data sources and the names of the contact points that the files make. */
export function provisionedNames(): {
  readonly dataSources: readonly string[];
  readonly contactPoints: readonly string[];
} {
  const { datasources } = parse(provisionedText('datasources/active-defense.yaml')) as {
    datasources: readonly { readonly uid: string }[];
  };
  const { contactPoints } = parse(provisionedText('alerting/active-defense-contact-points.yaml')) as {
    contactPoints: readonly { readonly name: string }[];
  };
  return { dataSources: datasources.map(({ uid }) => uid), contactPoints: contactPoints.map(({ name }) => name) };
}
