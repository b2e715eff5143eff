import { Stack, Text, TextLink } from '@grafana/ui';
import { CommandBlock } from './CommandBlock.tsx';
import type { Step } from './setupState.ts';
import type { StepLink } from './stepLinks.ts';

interface Props {
  readonly step: Pick<Step, 'check' | 'checkCommands'>;
  readonly links: readonly StepLink[];
}

/** How to see that a step works: in words, on the pages, on the firewall. */
export function StepCheck({ step: { check, checkCommands }, links }: Props) {
  return (
    <Stack direction="column" gap={1}>
      <div>
        <Text weight="medium">Check: </Text>
        {check}
      </div>
      {links.length > 0 && (
        <Stack gap={2} wrap="wrap">
          {links.map(({ label, href }) => (
            <TextLink key={label} inline={false} href={href}>
              {label}
            </TextLink>
          ))}
        </Stack>
      )}
      {checkCommands.length > 0 && (
        <>
          <div>On the firewall, outside its configuration mode:</div>
          <CommandBlock label="Commands to check" commands={checkCommands} />
        </>
      )}
    </Stack>
  );
}
