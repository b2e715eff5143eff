import type { AppPlugin, AppPluginMeta } from '@grafana/data';
import type { BackendSrv } from '@grafana/runtime';
import { pluginId } from '../../../../src/pluginId.ts';
import { sharedLibrary } from './sharedLibraries.ts';

/** Loads the built plugin as Grafana does: as an AMD module that is told its own address. */
export async function loadPlugin(backendSrv: BackendSrv): Promise<AppPlugin> {
  const meta = await backendSrv.get<AppPluginMeta>(`/api/plugins/${pluginId}/settings`);
  const { plugin } = (await loadModule(new URL(meta.module, document.baseURI).href)) as { plugin: AppPlugin };
  plugin.init(meta);
  plugin.meta = meta;
  return plugin;
}

async function loadModule(uri: string): Promise<unknown> {
  try {
    return await new Promise((resolve, reject) => {
      const define = (names: readonly string[], factory: (...given: unknown[]) => unknown): void => {
        resolve(factory(...names.map((name) => (name === 'module' ? { uri } : sharedLibrary(name)))));
      };
      window.define = Object.assign(define, { amd: {} });
      const script = document.createElement('script');
      script.src = uri;
      script.onerror = () => reject(new Error(`${uri} could not be loaded.`));
      document.head.append(script);
    });
  } finally {
    delete window.define;
  }
}
