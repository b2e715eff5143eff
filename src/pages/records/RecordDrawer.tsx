import { Drawer, EmptyState, Stack } from '@grafana/ui';
import { Answered } from '../../components/Answered.tsx';
import type { DashboardRange } from '../../components/dashboards.ts';
import { FactList } from '../../components/FactList.tsx';
import { Section } from '../../components/Section.tsx';
import { RecordActions } from './RecordActions.tsx';
import { recordFacts } from './recordFacts.tsx';
import type { ChangeRecords, RecordItem } from './recordsState.ts';
import { useRecord } from './useRecord.ts';

interface Props {
  readonly id: string;
  /** Its time, ms. */
  readonly at: number;
  /** As it stands in the list, if it does. */
  readonly known: RecordItem | undefined;
  readonly change: ChangeRecords;
  /** The time that the list shows. */
  readonly range: DashboardRange;
}

/** Every field of a record, and what can be done about its source. */
export function RecordDrawer({ id, at, known, change, range }: Props) {
  const asked = useRecord(id, at, known);
  const record = asked.answer;
  return (
    <Drawer
      title={record ? `${record.source} to ${record.destination}` : 'Record'}
      size="md"
      onClose={() => change({ record: '', at: '' })}
    >
      <Answered of={asked}>
        {(found) =>
          found === null ? (
            <EmptyState variant="not-found" message="This record is not stored">
              Records are deleted when they are older than the settings say.
            </EmptyState>
          ) : (
            <Stack direction="column" gap={3}>
              <RecordActions record={found} change={change} range={range} />
              {recordFacts(found)
                .filter(([, facts]) => facts.length > 0)
                .map(([heading, facts]) => (
                  <Section key={heading} title={heading} size="part">
                    <FactList facts={facts} />
                  </Section>
                ))}
            </Stack>
          )
        }
      </Answered>
    </Drawer>
  );
}
