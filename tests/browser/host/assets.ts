import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pluginId } from '../../../src/pluginId.ts';
import { hostFolder } from './buildHost.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const modules = join(root, 'node_modules');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.md': 'text/markdown; charset=utf-8',
  '.map': 'application/json',
};

const fonts: Readonly<Record<string, string>> = {
  'inter/Inter-Regular.woff2': 'inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': 'inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': 'inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': 'inter/files/inter-latin-500-italic.woff2',
};
const monospace = 'roboto-mono/files/roboto-mono-latin-400-normal.woff2';
const icons = '/public/build/img/icons/';
const placeholder = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="6"/></svg>';

export interface Asset {
  readonly content: Buffer | string;
  readonly type: string;
}

/** A file that Grafana would serve at this path, or undefined. */
export async function readAsset(path: string): Promise<Asset | undefined> {
  const file = fileOf(path);
  if (file === undefined) return undefined;
  const type = types[extname(file)] ?? 'application/octet-stream';
  try {
    return { content: await readFile(file), type };
  } catch {
    return path.startsWith(icons) && (await isKnownIcon(path)) ? { content: placeholder, type } : undefined;
  }
}

function fileOf(path: string): string | undefined {
  const below = (prefix: string, folder: string): string | undefined =>
    path.startsWith(prefix) ? join(folder, normalize(`/${path.slice(prefix.length)}`)) : undefined;
  const font = path.startsWith('/public/fonts/') ? path.slice('/public/fonts/'.length) : undefined;
  if (font !== undefined) return join(modules, '@fontsource', fonts[font] ?? monospace);
  return (
    below(`/public/plugins/${pluginId}/`, join(root, 'dist')) ??
    below('/host/', hostFolder) ??
    below(icons, join(modules, '@grafana/ui/dist/public/img/icons'))
  );
}

/** Some icons that Grafana has are not in its packages: a known name gets a stand-in, so that a wrong one still fails. */
async function isKnownIcon(path: string): Promise<boolean> {
  const url = new URL('../../../node_modules/@grafana/data/dist/esm/types/icon.mjs', import.meta.url);
  const { isIconName } = (await import(url.href)) as { isIconName(name: string): boolean };
  return isIconName(path.slice(path.lastIndexOf('/') + 1, -'.svg'.length));
}
