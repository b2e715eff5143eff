import type { Answer } from '../../../detector/api/contract/contract.ts';
import { CaseName } from '../../components/CaseName.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { countWords } from '../../components/numberWords.ts';
import { timeLeft } from '../../components/timeLeft.ts';
import { useNow } from '../../components/useNow.ts';
import type { Block } from './blockColumns.tsx';
import { DenyHits } from './DenyHits.tsx';
import { settingsSentence } from './findingSentence.ts';
import { isUnseen } from './isUnseen.ts';
import { keptOffWords } from './keptOffWords.ts';

interface Props {
  readonly block: Block;
  readonly evidence: Answer<'GET /blacklist/blocks/:id'>['evidence'];
}

/** Why a block stands and how it does, in facts. */
export function BlockFacts({ block, evidence }: Props) {
  const { origin, device, location, releasedAt, releasedBy, releaseReason, keptOff } = block;
  const reached = evidence === null ? 0 : evidence.contacts.length;
  return (
    <FactList
      facts={[
        ['Case', <CaseName key="case" of={origin} />],
        ['Reason', block.reason],
        ['Settings then', evidence !== null && origin !== 'manual' && settingsSentence(origin, evidence.settings)],
        ['Reached', reached > 1 && evidence !== null && reachedWords(evidence.contacts)],
        ['Threat', evidence !== null && threatWords(evidence)],
        ['Severity', evidence?.severity],
        ['Rule', evidence?.rule],
        ['Device', device],
        ['Country', location],
        ['First record', evidence !== null && <Instant at={evidence.firstAt} />],
        ['Last record', evidence !== null && <Instant at={evidence.lastAt} />],
        [
          'Blocked',
          <span key="at">
            <Instant at={block.detectedAt} /> by {block.createdBy}
          </span>,
        ],
        ['Last seen', isUnseen(block) ? 'Never' : <Instant key="seen" at={block.lastSeenAt} />],
        ['Findings', findingsWords(block.findings)],
        ['Deny rule', <DenyHits key="hits" block={block} />],
        ['Expires', releasedAt === null && <Expiry block={block} />],
        ['Not on the list', keptOff !== null && keptOffWords[keptOff]],
        [
          'Released',
          releasedAt !== null && (
            <>
              <Instant at={releasedAt} /> by {releasedBy}: {releaseReason}
            </>
          ),
        ],
      ]}
    />
  );
}

function Expiry({ block: { expiresAt, fixedEnd } }: Pick<Props, 'block'>) {
  const nowMs = useNow(1000);
  if (expiresAt === null) return 'Never: it is permanent.';
  const left = expiresAt - nowMs;
  const moves = fixedEnd
    ? 'set by a person, no hit moves it'
    : 'moves on with each hit of the deny rule and each finding';
  return (
    <>
      <Instant at={expiresAt} />, {left > 0 ? `${timeLeft(left)} left` : 'which is over: the next job releases it'} (
      {moves})
    </>
  );
}

function findingsWords(count: number): string {
  return count === 0 ? 'none made this block' : `${countWords(count, 'finding')} made or renewed this block`;
}

const namedAtMost = 20;

function reachedWords(contacts: NonNullable<Props['evidence']>['contacts']): string {
  const named = contacts.slice(0, namedAtMost).map(({ value }) => String(value));
  const more = contacts.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function threatWords({ threatName, threatId }: NonNullable<Props['evidence']>): string {
  if (threatName === null) return threatId ?? '';
  // PAN-OS writes the number behind the name itself.
  return threatId === null || threatName.endsWith(`(${threatId})`) ? threatName : `${threatName} (${threatId})`;
}
