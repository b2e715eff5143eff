import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the page host's bundle lies once it is built. */
export const hostFolder = join(root, 'node_modules/.cache/page-host');

/** Bundles the page that stands for Grafana: its libraries once, and what its packages do not export by their files. */
export async function buildHost(): Promise<void> {
  const fromUi = createRequire(join(root, 'node_modules/@grafana/ui/package.json'));
  await build({
    entryPoints: { main: join(root, 'tests/browser/host/page/main.tsx') },
    outdir: hostFolder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'dataurl' },
    alias: {
      'grafana-plugin-page': join(root, 'node_modules/@grafana/runtime/dist/esm/components/PluginPage.mjs'),
      'grafana-translations': join(root, 'node_modules/@grafana/i18n/dist/esm/i18n.mjs'),
      // Links of Grafana's own components and the plugin's routes have to meet in one router.
      'grafana-router': dirname(fromUi.resolve('react-router-dom-v5-compat/package.json')),
    },
    logLevel: 'warning',
  });
}
