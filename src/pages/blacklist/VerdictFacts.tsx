import { Stack, Text } from '@grafana/ui';
import { CaseName } from '../../components/CaseName.tsx';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { BlockLink } from './BlockLink.tsx';
import { DenyHits } from './DenyHits.tsx';
import { findingSentence } from './findingSentence.ts';
import { keptOffWords } from './keptOffWords.ts';
import type { Verdict } from './PossibleActions.tsx';

const shown = 3;

/** What a verdict rests on, in short. */
export function VerdictFacts({ verdict }: { readonly verdict: Verdict }) {
  const { block, allowedBy, safeBecause, graceUntil, inside, formerBlocks, findings, records } = verdict;
  return (
    <FactList
      facts={[
        ['Block', block && <BlockLine block={block} />],
        ['Deny rule', block && <DenyHits block={block} />],
        [
          'Allowed by',
          allowedBy && (
            <>
              {allowedBy.range} ({allowedBy.createdBy}: {allowedBy.reason}
              {allowedBy.expiresAt !== null && (
                <>
                  , until <Instant at={allowedBy.expiresAt} />
                </>
              )}
              )
            </>
          ),
        ],
        ['Kept off the list', safeBecause && keptOffWords[safeBecause]],
        ['Grace until', graceUntil && <Instant at={graceUntil} />],
        [
          `Blocks inside`,
          inside.total > 0 && (
            <Stack gap={1} wrap="wrap">
              {inside.blocks.map((one) => (
                <BlockLink key={one.id} block={one} />
              ))}
              {inside.total > inside.blocks.length && (
                <Text color="secondary">{`and ${inside.total - inside.blocks.length} more`}</Text>
              )}
            </Stack>
          ),
        ],
        [
          'Findings',
          findings.length > 0 &&
            findings.slice(0, shown).map((finding) => (
              <div key={finding.id}>
                <Instant at={finding.at} /> <CaseName of={finding.case} />: {findingSentence(finding)}.{' '}
                {finding.because}
              </div>
            )),
        ],
        [
          'Blocked before',
          formerBlocks.length > 0 &&
            formerBlocks.slice(0, shown).map((former) => (
              <div key={former.id}>
                <BlockLink block={former} />
              </div>
            )),
        ],
        [
          'Newest records',
          records.length > 0 &&
            records.slice(0, shown).map((record) => (
              <div key={record.id}>
                <Instant at={record.at} /> {record.action} to {record.destination}, port {record.destinationPort}
                {record.rule !== '' && `, rule ${record.rule}`}
              </div>
            )),
        ],
      ]}
    />
  );
}

function BlockLine({ block }: { readonly block: NonNullable<Verdict['block']> }) {
  return (
    <>
      <BlockLink block={block} /> since <Instant at={block.detectedAt} />,{' '}
      {block.expiresAt === null ? (
        'permanent'
      ) : (
        <>
          until <Instant at={block.expiresAt} />
        </>
      )}
    </>
  );
}
