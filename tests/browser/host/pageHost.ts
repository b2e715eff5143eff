import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { pluginId } from '../../../src/pluginId.ts';
import { readAsset } from './assets.ts';
import { findDashboards, type HostDashboards } from './dashboards.ts';
import { hostDocument, type Theme } from './hostDocument.ts';
import { proxyToDetector, type Visitor } from './pluginProxy.ts';
import { createPluginSettings, type PluginSettings } from './pluginSettings.ts';

const settingsPath = `/api/plugins/${pluginId}/settings`;
const proxyPath = `/api/plugin-proxy/${pluginId}/`;

/** A server that stands for Grafana: its pages, the plugin's settings and the plugin proxy, for one visitor; and which dashboards it has. */
export interface PageHost {
  readonly url: string;
  readonly settings: PluginSettings;
  close(): Promise<void>;
}

export async function startPageHost(
  visitor: Visitor,
  theme: Theme,
  dashboards: HostDashboards = 'provisioned',
): Promise<PageHost> {
  const settings = createPluginSettings();
  const server = createServer((request, answer) => {
    respond(request, answer, { visitor, theme, dashboards, settings }).catch((error: unknown) => {
      answer.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    settings,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Context {
  readonly visitor: Visitor;
  readonly theme: Theme;
  readonly dashboards: HostDashboards;
  readonly settings: PluginSettings;
}

async function respond(request: IncomingMessage, answer: ServerResponse, context: Context): Promise<void> {
  const [path, ...query] = (request.url ?? '/').split('?');
  if (path.startsWith(proxyPath)) {
    const search = query.length > 0 ? `?${query.join('?')}` : '';
    proxyToDetector(request, answer, { ...context, path: path.slice(proxyPath.length), query: search });
  } else if (path === settingsPath) {
    await answerSettings(request, answer, context);
  } else if (path === '/api/search') {
    if (context.dashboards === 'refused') sendJson(answer, 403, { message: 'Access denied to search' });
    else
      sendJson(answer, 200, context.dashboards === 'none' ? [] : findDashboards(new URLSearchParams(query.join('?'))));
  } else if (path.startsWith(`/a/${pluginId}`) || path === `/plugins/${pluginId}`) {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(hostDocument(context.visitor, context.theme));
  } else {
    const asset = await readAsset(path);
    if (asset === undefined) answer.writeHead(404).end('Not found');
    else answer.writeHead(200, { 'content-type': asset.type, 'cache-control': 'max-age=3600' }).end(asset.content);
  }
}

async function answerSettings(request: IncomingMessage, answer: ServerResponse, context: Context): Promise<void> {
  const { visitor, settings } = context;
  if (request.method !== 'POST') {
    sendJson(answer, 200, settings.read());
  } else if (visitor.role !== 'Admin') {
    sendJson(answer, 403, { message: "You'll need additional permissions to perform this action." });
  } else {
    settings.write((await json(request)) as Parameters<PluginSettings['write']>[0]);
    sendJson(answer, 200, { message: 'Plugin settings updated' });
  }
}

function sendJson(answer: ServerResponse, status: number, body: object): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
