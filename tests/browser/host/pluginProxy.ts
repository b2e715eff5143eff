import { request, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { PluginSettings } from './pluginSettings.ts';
import { findRoute, hasRole, type PluginRoute, readPluginDocument, type Role } from './pluginRoutes.ts';

/** Who is signed in to the page host. */
export interface Visitor {
  readonly login: string;
  readonly role: Role;
}

const { routes } = readPluginDocument();

/** Passes a request on as Grafana's plugin proxy does. `path` is what follows `/api/plugin-proxy/<id>/`, still encoded. */
export function proxyToDetector(
  incoming: IncomingMessage,
  answer: ServerResponse,
  {
    path,
    query,
    visitor,
    settings,
  }: {
    readonly path: string;
    /** With its question mark, or empty. */
    readonly query: string;
    readonly visitor: Visitor;
    readonly settings: PluginSettings;
  },
): void {
  const found = findRoute(routes, incoming.method ?? 'GET', path);
  const target = found && targetOf(settings.fillIn(found.route.url), found.rest, query);
  if (found === undefined) {
    refuse(answer, 404, 'plugin route match not found');
  } else if (!hasRole(visitor.role, found.route.reqRole)) {
    refuse(answer, 403, 'plugin proxy route access denied');
  } else if (target === undefined) {
    refuse(answer, 502, 'Bad Gateway');
  } else {
    passOn(incoming, answer, target, headersFor(incoming, found.route, visitor, settings));
  }
}

function passOn(incoming: IncomingMessage, answer: ServerResponse, target: URL, headers: OutgoingHttpHeaders): void {
  const outgoing = request(target, { method: incoming.method, headers });
  outgoing.on('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else refuse(answer, 502, 'Bad Gateway');
  });
  incoming.pipe(outgoing);
}

function targetOf(base: string, rest: string, query: string): URL | undefined {
  const target = URL.parse(rest === '' ? base : `${base.replace(/\/$/, '')}/${encodeURI(rest)}`);
  if (target !== null) target.search = query;
  return target?.protocol === 'http:' ? target : undefined;
}

function headersFor(
  { headers }: IncomingMessage,
  route: PluginRoute,
  { login, role }: Visitor,
  settings: PluginSettings,
): OutgoingHttpHeaders {
  const context = {
    UserID: 1,
    UserUID: login,
    OrgID: 1,
    OrgName: 'Main Org.',
    OrgRole: role,
    Login: login,
    Name: login,
  };
  const passed = Object.entries(headers).filter(([name]) => name !== 'cookie' && name !== 'host');
  return {
    ...Object.fromEntries(passed),
    ...Object.fromEntries(route.headers.map(({ name, content }) => [name.toLowerCase(), settings.fillIn(content)])),
    'x-grafana-context': JSON.stringify(context),
  };
}

function refuse(answer: ServerResponse, status: number, message: string): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
