import { Alert, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { FactList } from '../../components/FactList.tsx';
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
        <Part title="Record">
          <FactList facts={recordFacts(record)} />
        </Part>
      )}
      <Part title="Header">
        <FactList facts={Object.entries(header).map(([name, value]) => [headerWords[name] ?? name, orNone(value)])} />
      </Part>
      <Part title="Fields in the line">
        {fields.length === 0 ? (
          <Text color="secondary">None was found.</Text>
        ) : (
          <FactList facts={fields.map(({ name, value }) => [name, orNone(value)])} />
        )}
      </Part>
    </Stack>
  );
}

const headerWords: Readonly<Partial<Record<string, string>>> = { time: 'Time', host: 'Host name' };

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function orNone(value: string | null) {
  return value === null || value === '' ? <Text color="secondary">(empty)</Text> : value;
}
