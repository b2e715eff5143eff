/** What Grafana's packages have but do not export: `buildHost.ts` says where each of these is. */
declare module 'grafana-plugin-page' {
  import type { PluginPageProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';
  export function setPluginPage(component: ComponentType<PluginPageProps>): void;
}

declare module 'grafana-translations' {
  export function initPluginTranslations(id: string): Promise<unknown>;
}

declare module 'grafana-router' {
  export * from 'react-router-dom';
}

interface Window {
  define?: ((names: readonly string[], factory: (...libraries: unknown[]) => unknown) => void) & { amd: object };
}
