import { networkInterfaces } from 'node:os';

/** The addresses that this server has now, the loopback's included. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
}
