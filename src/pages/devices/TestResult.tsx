import { Alert, Stack, Text } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { FactList } from '../../components/FactList.tsx';
import { Section } from '../../components/Section.tsx';
import { CaseVerdicts } from './CaseVerdicts.tsx';
import { recordFacts } from './recordFacts.tsx';

/** What came of the test of a line. */
export function TestResult({ result }: { readonly result: Answer<'POST /devices/test'> }) {
  const { unreadable, header, fields, record, repeats, cases, hitsDenyRule } = result;
  return (
    <Stack direction="column" gap={3}>
      {unreadable === null ? (
        <Alert severity="success" title={repeats > 1 ? `It is read as ${repeats} records` : 'It is read as a record'}>
          {hitsDenyRule ? 'It hits the deny rule: a block of its source would be renewed.' : undefined}
        </Alert>
      ) : (
        <Alert severity="warning" title="It can’t be read">{`${unreadable.meaning} (${unreadable.reason})`}</Alert>
      )}
      {cases.length > 0 && <CaseVerdicts cases={cases} />}
      {record !== null && (
        <Section size="part" title="Record">
          <FactList facts={recordFacts(record)} />
        </Section>
      )}
      <Section size="part" title="Header">
        <FactList facts={Object.entries(header).map(([name, value]) => [headerWords[name] ?? name, orNone(value)])} />
      </Section>
      <Section size="part" title="Fields in the line">
        {fields.length === 0 ? (
          <Text color="secondary">None was found.</Text>
        ) : (
          <FactList facts={fields.map(({ name, value }) => [name, orNone(value)])} />
        )}
      </Section>
    </Stack>
  );
}

const headerWords: Readonly<Partial<Record<string, string>>> = { time: 'Time', host: 'Host name' };

function orNone(value: string | null) {
  return value === null || value === '' ? <Text color="secondary">(empty)</Text> : value;
}
