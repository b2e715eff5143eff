import { Text } from '@grafana/ui';
import type { Verdict } from './PossibleActions.tsx';

/** What sets the ways out of a block apart. */
export function ActionsNote({ verdict: { address, block, actions } }: { readonly verdict: Verdict }) {
  if (block === null || !actions.includes('release')) return null;
  const isOwn = block.address === address;
  const released = isOwn ? 'the block ends' : `the block of all of ${block.address} ends`;
  return (
    <Text color="secondary" variant="bodySmall">
      {`Allow: ${address} is not blocked again until the entry ends. Release: ${released}, and a finding after an hour may block it anew.`}
    </Text>
  );
}
