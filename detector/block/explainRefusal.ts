import type { RefusalReason } from '../model/block.ts';

const words: Readonly<Record<RefusalReason, readonly [is: string, advice?: string]>> = {
  allowlist: ['on the allowlist', 'remove it there first'],
  'own-network': ['in your own networks', 'change these in the settings if they are wrong'],
  'list-client': ['a client that fetches the list', 'a firewall must never block itself'],
  'log-sender': ['a device that sends logs', 'a firewall must never block itself'],
  'never-block': ['built in as never to be blocked (public resolvers, cloud health probes)'],
  'grace-after-release': ['in the hour of grace after its release'],
};

/** What an address is that may not be blocked, in words that follow "it is". */
export function refusalWords(reason: RefusalReason): string {
  return words[reason][0];
}

/** The same with what to do about it, where something can be done. */
export function explainRefusal(reason: RefusalReason): string {
  const [is, advice] = words[reason];
  return advice === undefined ? is : `${is} (${advice})`;
}
