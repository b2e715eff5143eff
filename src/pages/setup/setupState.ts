import type { Answer, Input } from '../../../detector/api/contract/contract.ts';
import type { UrlState } from '../../components/useUrlState.ts';

/** What the page keeps in the URL; empty: what is usual. */
export const setupFields = ['address', 'transport', 'port', 'zone', 'name'] as const;
export type SetupState = UrlState<(typeof setupFields)[number]>;
export type ChangeSetup = (changes: Partial<SetupState>) => void;

export type SetUp = Answer<'GET /firewall-commands'>;
export type Step = SetUp['steps'][number];
export type Transport = SetUp['request']['transport'];

export const transports: readonly { readonly value: Transport; readonly label: string }[] = [
  { value: 'udp', label: 'UDP' },
  { value: 'tcp', label: 'TCP' },
  { value: 'tls', label: 'TLS' },
];

export const usualTransport: Transport = 'udp';

/** The usual one for what is none. */
export function transportOf({ transport }: Pick<SetupState, 'transport'>): Transport {
  return transports.find(({ value }) => value === transport)?.value ?? usualTransport;
}

/** Why a text is no port; undefined: it is one. */
export function portFault(text: string): string | undefined {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
  return isPort ? undefined : 'Enter a whole number from 1 to 65535.';
}

/** What the commands are asked for with; a port in the URL that is none is left out. */
export function setupQuery(state: SetupState): Input<'GET /firewall-commands'>['query'] {
  const { address, port, zone, name } = state;
  const texts = Object.entries({ address, zone, name }).filter(([, text]) => text !== '');
  return {
    ...Object.fromEntries(texts),
    transport: transportOf(state),
    ...(portFault(port) === undefined ? { syslogPort: Number(port) } : {}),
  };
}
