import type { Answer } from '../../../detector/api/contract/contract.ts';

type Reason = NonNullable<Answer<'GET /blacklist/verdict'>['safeBecause']>;

/** Why a block is not published, in a sentence. */
export const keptOffWords: Readonly<Record<Reason, string>> = {
  allowlist: 'It is on the allowlist, which wins over every block.',
  'own-network': 'It is in your own networks.',
  'list-client': 'It is a client that fetches the list: a firewall must never block itself.',
  'log-sender': 'It is a device that sends logs: a firewall must never block itself.',
  'never-block': 'It is built in as never to be blocked (public resolvers, cloud health probes).',
  'grace-after-release': 'It is in the hour of grace after its release.',
};
