import { contract } from '../contract/contract.ts';

export const basePath = '/api/v1';
const idPattern = '\\d{1,16}';

/** The path of a route of the contract as the router takes it: a number is no name, so that `/devices/test` is one thing only. */
export function routerPath(path: string): string {
  return `${basePath}${path.replaceAll(':id', `:id(^${idPattern}$)`)}`;
}

const paths = Object.keys(contract).map((name) => {
  const [method = '', path = ''] = name.split(' ');
  const pattern = path.replaceAll('.', '\\.').replaceAll(':id', idPattern).replaceAll(/:\w+/g, '[^/]+');
  return { method, pattern: new RegExp(`^${basePath}${pattern}$`) };
});
const openApiPath = `${basePath}/openapi.json`;

/** The methods that a path of the API takes; empty: there is no such path. */
export function allowedMethods(path: string): string[] {
  if (path === openApiPath) return ['GET'];
  return paths.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
