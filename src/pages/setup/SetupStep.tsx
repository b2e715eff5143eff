import { Stack, Text } from '@grafana/ui';
import { Section } from '../../components/Section.tsx';
import { CommandBlock } from './CommandBlock.tsx';
import { CopyButton } from './CopyButton.tsx';
import type { SetUp, Step } from './setupState.ts';
import { StepCheck } from './StepCheck.tsx';
import { stepLinks } from './stepLinks.ts';

interface Props {
  readonly number: number;
  readonly step: Step;
  readonly setUp: SetUp;
}

/** One step: why, what else is to be done, its commands, and how to check it. */
export function SetupStep({ number, step, setUp }: Props) {
  const { key, title, why, byHand, before, commands, also } = step;
  return (
    <Section
      title={`${number}. ${title}`}
      lead={why}
      actions={
        <CopyButton label={`Copy the commands of step ${number}`} commands={commands}>
          Copy
        </CopyButton>
      }
    >
      <Stack direction="column" gap={1}>
        {before.map((sentence) => (
          <div key={sentence}>{sentence}</div>
        ))}
        <CommandBlock label={`Commands of step ${number}`} commands={commands} />
        <Text color="secondary" variant="bodySmall">
          {`The same by hand: ${byHand}.`}
        </Text>
        {also !== null && (
          <>
            <div>{also.text}</div>
            <CommandBlock label={`More commands of step ${number}`} commands={also.commands} />
          </>
        )}
        <StepCheck step={step} links={stepLinks(key, setUp)} />
      </Stack>
    </Section>
  );
}
