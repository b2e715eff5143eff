import { Stack } from '@grafana/ui';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { ContactsPicture } from './ContactsPicture.tsx';
import { settingsSentence } from './findingSentence.ts';
import type { Finding } from './findingSentence.ts';

const decisions: Readonly<Record<string, string | undefined>> = {
  block: 'Blocked',
  dismiss: 'Dismissed',
  allow: 'Allowed',
};

/** What a finding rests on, below its row. */
export function FindingEvidence({ finding }: { readonly finding: Finding }) {
  const { evidence } = finding;
  return (
    <Stack direction="column" gap={2}>
      <FactList
        facts={[
          ['Why', finding.because],
          ['Settings then', settingsSentence(finding.case, evidence.settings)],
          ['Threat', evidence.threatName ?? evidence.threatId],
          ['Severity', evidence.severity],
          ['Rule', evidence.rule],
          ['Device', evidence.device],
          ['First record', <Instant key="first" at={evidence.firstAt} />],
          ['Last record', <Instant key="last" at={evidence.lastAt} />],
          ['Decided', finding.decidedAt !== null && decisionWords(finding)],
        ]}
      />
      {evidence.contacts.length > 1 && <ContactsPicture contacts={evidence.contacts} />}
    </Stack>
  );
}

function decisionWords({ decision, decidedBy }: Finding): string {
  return `${decisions[decision ?? ''] ?? decision ?? ''} by ${decidedBy ?? ''}`;
}
