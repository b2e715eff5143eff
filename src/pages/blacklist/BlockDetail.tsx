import { Stack } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { AttackerLink } from '../../components/AttackerLink.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { Section } from '../../components/Section.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { pagePath } from '../../pagePath.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { BlockFacts } from './BlockFacts.tsx';
import { BlockNotes } from './BlockNotes.tsx';
import { ChangeList } from './ChangeList.tsx';
import { ContactsPicture } from './ContactsPicture.tsx';
import { FindingLines } from './FindingLines.tsx';
import type { PageProps } from './pageProps.ts';
import { RecordLines } from './RecordLines.tsx';
import { choose } from './request.ts';
import { PlaceButton } from '../../components/PlaceButton.tsx';

type Detail = Answer<'GET /blacklist/blocks/:id'>;

interface Props extends Pick<PageProps, 'change' | 'onRequest' | 'onRefresh'> {
  readonly detail: Detail;
}

/** All that is kept of a block, the most asked-for first. */
export function BlockDetail({ detail, change, onRequest, onRefresh }: Props) {
  const { block, because, evidence, findings, records, audit } = detail;
  const isRange = block.address.includes('/');
  const isActive = block.releasedAt === null;
  return (
    <Stack direction="column" gap={4}>
      <Stack gap={1} wrap="wrap">
        {isActive ? (
          <ActionButtons chosen={choose([block])} onRequest={onRequest} />
        ) : (
          <ChangeButton
            size="sm"
            icon="ban"
            onClick={() => change({ block: '', add: block.address }, { isStep: true })}
          >
            Block again
          </ChangeButton>
        )}
        <PlaceButton
          size="sm"
          variant="secondary"
          icon="list-ul"
          href={`${pagePath('records')}?source=${encodeURIComponent(block.address)}&from=${String(evidence?.firstAt ?? block.detectedAt)}`}
        >
          Everything from this address
        </PlaceButton>
        <AttackerLink address={block.address} size="sm" />
      </Stack>
      <Section size="part" title="Why">
        <Sentence>{because}</Sentence>
        <BlockFacts block={block} evidence={evidence} />
      </Section>
      {evidence !== null && evidence.contacts.length > 1 && (
        <Section
          size="part"
          title={typeof evidence.contacts[0]?.value === 'number' ? 'Ports over time' : 'Addresses over time'}
        >
          <ContactsPicture contacts={evidence.contacts} />
        </Section>
      )}
      <Section size="part" title="Ticket and notes">
        <BlockNotes block={block} onSaved={onRefresh} />
      </Section>
      {findings.length > 0 && (
        <Section size="part" title={isRange ? 'Findings inside it' : 'Findings'}>
          <FindingLines findings={findings} isRange={isRange} />
        </Section>
      )}
      <Section size="part" title={isRange ? 'Newest records inside it' : 'Newest records'}>
        <RecordLines records={records} isRange={isRange} />
      </Section>
      <Section size="part" title="Changes">
        <ChangeList changes={audit} />
      </Section>
    </Stack>
  );
}
