import { Alert, Stack, Text, TextLink } from '@grafana/ui';
import { Section } from '../../components/Section.tsx';
import { CommandBlock } from './CommandBlock.tsx';
import { CopyButton } from './CopyButton.tsx';
import { CutTable } from './CutTable.tsx';
import type { SetUp } from './setupState.ts';
import { StepCheck } from './StepCheck.tsx';
import { stepLinks, wouldBeCut } from './stepLinks.ts';

interface Props {
  readonly number: number;
  readonly setUp: SetUp;
}

/** The rule at the bottom, which comes last: first what it would cut, then its commands and the way back. */
export function SensorStep({ number, setUp }: Props) {
  const { sensor } = setUp;
  const { title, why, byHand, before, commands, cuts, undo } = sensor;
  return (
    <Section title={`${number}. ${title}`} lead={why}>
      <Stack direction="column" gap={2}>
        <Alert severity="warning" title="This one cuts traffic: first only look">
          <Stack direction="column" gap={1}>
            {before.map((sentence) => (
              <div key={sentence}>{sentence}</div>
            ))}
            <TextLink inline={false} href={wouldBeCut.href}>
              {wouldBeCut.label}
            </TextLink>
          </Stack>
        </Alert>
        <CutTable cuts={cuts} />
        <Stack alignItems="center" justifyContent="space-between">
          <Text element="h3" variant="h6">
            When all of that has a rule of its own
          </Text>
          <CopyButton label={`Copy the commands of step ${number}`} commands={commands}>
            Copy
          </CopyButton>
        </Stack>
        <CommandBlock label={`Commands of step ${number}`} commands={commands} />
        <Text color="secondary" variant="bodySmall">
          {`The same by hand: ${byHand}. Whenever rules are added later, it stays the last one.`}
        </Text>
        <StepCheck step={sensor} links={stepLinks(sensor.key, setUp)} />
        <div>If something is cut that should not be, take it back and commit:</div>
        <CommandBlock label="The way back" commands={[undo]} />
      </Stack>
    </Section>
  );
}
