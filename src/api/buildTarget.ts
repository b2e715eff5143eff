import type { RouteName } from '../../detector/api/contract/contract.ts';

/** What goes on the wire for one call. */
export interface Target {
  readonly method: string;
  /** Below `/api/v1`, parameters filled in. */
  readonly path: string;
  /** Without what is absent or empty. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Turns `GET /blacklist/blocks/:id` and its input into method, path, query and body. */
export function buildTarget(name: RouteName, input: unknown): Target {
  const { params = {}, query = {}, body } = input as AnyInput;
  const [method = '', pattern = ''] = name.split(' ');
  const path = pattern.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== null);
  return { method, path, query: Object.fromEntries(given.map(([key, value]) => [key, String(value)])), body };
}
