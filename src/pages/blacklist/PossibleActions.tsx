import type { Answer } from '../../../detector/api/contract/contract.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { pagePath } from '../../pagePath.ts';
import type { PageProps } from './pageProps.ts';
import { choose } from './request.ts';
import { PlaceButton } from '../../components/PlaceButton.tsx';

export type Verdict = Answer<'GET /blacklist/verdict'>;
type PossibleAction = Verdict['actions'][number];

interface Props extends Pick<PageProps, 'change' | 'onRequest'> {
  readonly verdict: Verdict;
}

/** What can be done about an address, the best first. */
export function PossibleActions({ verdict, change, onRequest }: Props) {
  return verdict.actions.map((way, index) => (
    <ActionButton
      key={way}
      way={way}
      variant={index === 0 ? 'primary' : 'secondary'}
      verdict={verdict}
      change={change}
      onRequest={onRequest}
    />
  ));
}

interface ButtonProps extends Props {
  readonly way: PossibleAction;
  readonly variant: 'primary' | 'secondary';
}

function ActionButton({ way, variant, verdict, change, onRequest }: ButtonProps) {
  const { address, block, findings, records } = verdict;
  const query = encodeURIComponent(address);
  const held = findings.filter(({ outcome, decidedAt }) => outcome === 'hold' && decidedAt === null);
  const decide = (decision: 'block' | 'dismiss') =>
    onRequest({ kind: 'decide', decision, ids: held.map(({ id }) => id), what: address });
  switch (way) {
    case 'release':
      if (block === null) return null;
      return (
        <ChangeButton
          variant={variant}
          icon="unlock"
          onClick={() => onRequest({ kind: 'release', chosen: choose([block]) })}
        >
          {block.address === address ? 'Release' : `Release the range ${block.address}`}
        </ChangeButton>
      );
    case 'allow':
      return (
        <ChangeButton variant={variant} icon="check" onClick={() => onRequest({ kind: 'allow-range', range: address })}>
          Allow
        </ChangeButton>
      );
    case 'decide':
      return (
        <>
          <ChangeButton variant={variant} icon="ban" onClick={() => decide('block')}>
            Block the held finding
          </ChangeButton>
          <ChangeButton icon="times" onClick={() => decide('dismiss')}>
            Dismiss it
          </ChangeButton>
        </>
      );
    case 'block':
      return (
        <ChangeButton variant={variant} icon="ban" onClick={() => change({ add: address }, { isStep: true })}>
          Block
        </ChangeButton>
      );
    case 'disallow':
      return (
        <PlaceButton variant={variant} icon="list-ul" href={`${pagePath('allowlist')}?search=${query}`}>
          See the allowlist
        </PlaceButton>
      );
    case 'own-networks':
      return (
        <PlaceButton variant={variant} icon="cog" href={pagePath('cases')}>
          Own networks
        </PlaceButton>
      );
    case 'explain':
      return (
        <PlaceButton variant={variant} icon="search" href={`${pagePath('records')}?address=${query}`}>
          {records.length === 0 ? 'Search the records' : 'See its records'}
        </PlaceButton>
      );
  }
}
