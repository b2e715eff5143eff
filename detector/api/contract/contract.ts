import type Type from 'typebox';
import type { Static } from 'typebox';
import { allowlistRoutes } from './allowlist.ts';
import { blacklistRoutes } from './blacklist.ts';
import { deviceRoutes } from './devices.ts';
import { firewallRoutes } from './firewall.ts';
import { notificationRoutes } from './notifications.ts';
import { overviewRoutes } from './overview.ts';
import { recordRoutes } from './records.ts';
import { settingsRoutes } from './settings.ts';
import { systemRoutes } from './system.ts';

/** Every route of the API: one schema each for what comes in and what goes out validates, types both sides and documents. */
export const contract = {
  ...overviewRoutes,
  ...blacklistRoutes,
  ...recordRoutes,
  ...settingsRoutes,
  ...deviceRoutes,
  ...firewallRoutes,
  ...allowlistRoutes,
  ...notificationRoutes,
  ...systemRoutes,
};
export type Contract = typeof contract;
export type RouteName = keyof Contract;

type Part<Name extends RouteName, Key extends 'params' | 'query' | 'body'> = Contract[Name] extends {
  readonly [K in Key]: infer Schema extends Type.TSchema;
}
  ? { readonly [K in Key]: Static<Schema> }
  : unknown;

/** What a route takes: `params`, `query` and `body`, as far as it has them. */
export type Input<Name extends RouteName> = Part<Name, 'params'> & Part<Name, 'query'> & Part<Name, 'body'>;
export type Answer<Name extends RouteName> = Static<Contract[Name]['answer']>;

/** Who asks, as Grafana says. */
export interface Person {
  readonly login: string;
  readonly role: 'Viewer' | 'Editor' | 'Admin';
}

/** The function behind a route; it throws a `MendableError` for what the person can mend. */
export type Handler<Name extends RouteName> = (
  input: Input<Name>,
  person: Person,
) => Promise<Contract[Name] extends { readonly streams: true } ? AsyncIterable<string> : Answer<Name>>;
export type Handlers<Names extends RouteName = RouteName> = { readonly [Name in Names]: Handler<Name> };
