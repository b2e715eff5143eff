import { Badge, Stack, Text } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { Section } from '../../components/Section.tsx';
import { originWords } from '../../components/originWords.ts';

const words: Readonly<Partial<Record<string, string>>> = originWords;

/** For each case whether a record counts, and why not. */
export function CaseVerdicts({ cases }: Pick<Answer<'POST /devices/test'>, 'cases'>) {
  return (
    <Section title="Cases" size="part">
      {cases.map(({ case: name, counts, whyNot, watchOnly }) => (
        <Stack key={name} direction="column" gap={0.5}>
          <Stack gap={1} alignItems="center">
            <Text weight="medium">{words[name] ?? name}</Text>
            {counts ? (
              <Badge text="Counts" color="green" icon="check" />
            ) : (
              <Badge text="Does not count" color="blue" icon="minus" />
            )}
            {watchOnly && <Badge text="Watches, blocks nobody" color="purple" icon="eye" />}
          </Stack>
          {whyNot.map((reason) => (
            <Text key={reason} color="secondary">
              {reason}
            </Text>
          ))}
        </Stack>
      ))}
    </Section>
  );
}
