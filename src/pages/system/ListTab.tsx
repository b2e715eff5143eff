import { Badge, Button, ClipboardButton, Grid, Stack, Text } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import { Answered } from '../../components/Answered.tsx';
import { BreakAfter } from '../../components/BreakAfter.tsx';
import { FactList } from '../../components/FactList.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { saveText } from '../../components/saveText.ts';
import { ClientTable } from './ClientTable.tsx';
import { ListedOf } from './ListedOf.tsx';
import { ListProbe } from './ListProbe.tsx';
import type { System } from './systemState.ts';

const soonMs = 14 * 86_400_000;

/** The list that firewalls fetch: where, what is in it, its certificate, who fetched it. */
export function ListTab() {
  const system = useAnswer('GET /system', {}, { everyMs: 30_000 });
  return (
    <Answered of={system}>
      {({ list }) => (
        <Stack direction="column" gap={4}>
          <Grid gap={4} columns={{ xs: 1, lg: 2 }}>
            <Section title="The list">
              <FactList facts={listFacts(list)} />
            </Section>
            <Section title="Certificate" actions={list.hasOwnAuthority ? <AuthorityButton /> : undefined}>
              <FactList facts={certificateFacts(list)} />
              <Text color="secondary">
                {list.hasOwnAuthority
                  ? 'It is signed by an authority of this detector’s own. Import that one’s certificate into each firewall, or it stops enforcing the list.'
                  : 'It is a certificate of your own: the firewalls have to trust who issued it.'}
              </Text>
            </Section>
          </Grid>
          <ListProbe />
          <ClientTable />
        </Stack>
      )}
    </Answered>
  );
}

function listFacts({ url, entries, capacity, madeAt, needsLogin, clients }: System['list']) {
  return [
    [
      'Address',
      <Stack key="url" gap={1} alignItems="center" wrap="wrap">
        <Text variant="code">
          <BreakAfter text={url} after="/" />
        </Text>
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => url}>
          Copy
        </ClipboardButton>
      </Stack>,
    ],
    ['Entries', entries === null ? 'None made yet' : <ListedOf key="entries" {...{ entries, capacity }} />],
    ['Made', madeAt === null ? null : <Instant key="made" at={madeAt} />],
    ['Login', needsLogin ? 'User and password are asked for' : 'Not asked for'],
    ['Who may fetch it', clients.length === 0 ? 'Anybody who reaches it' : clients.join(', ')],
  ] as const;
}

function certificateFacts({ certificate }: System['list']) {
  const { subject, issuer, names, validFrom, validTo, fingerprint } = certificate;
  const isOver = validTo <= Date.now();
  return [
    ['Subject', subject],
    ['Issuer', issuer],
    ['Names', names.join(', ')],
    ['Valid from', <Instant key="from" at={validFrom} />],
    [
      'Valid to',
      <Stack key="to" gap={1} alignItems="center">
        <Instant at={validTo} />
        {validTo - Date.now() < soonMs && (
          <Badge color={isOver ? 'red' : 'orange'} text={isOver ? 'It has ended' : 'It ends soon'} />
        )}
      </Stack>,
    ],
    [
      'SHA-256',
      <Text variant="code" key="fingerprint">
        <BreakAfter text={fingerprint} after=":" />
      </Text>,
    ],
  ] as const;
}

function AuthorityButton() {
  const { run, isRunning, fault } = useChange('GET /system/list/authority.pem');

  async function save(): Promise<void> {
    const text = await run({});
    if (text !== undefined) saveText('active-defense-ca.pem', 'application/x-pem-file', text);
  }

  return (
    <>
      {fault !== undefined && <FaultAlert fault={fault} />}
      <Button size="sm" variant="secondary" icon="download-alt" disabled={isRunning} onClick={() => void save()}>
        Download the CA
      </Button>
    </>
  );
}
