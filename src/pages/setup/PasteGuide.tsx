import { Stack, Text } from '@grafana/ui';
import { Section } from '../../components/Section.tsx';
import { CopyButton } from './CopyButton.tsx';
import type { SetUp } from './setupState.ts';

/** How the commands get into a firewall, and what is not certain about them. */
export function PasteGuide({ setUp: { steps } }: { readonly setUp: SetUp }) {
  return (
    <Section
      title="How to paste the commands"
      actions={
        <CopyButton variant="primary" commands={steps.flatMap(({ commands }) => commands)}>
          {`Copy steps 1 to ${steps.length}`}
        </CopyButton>
      }
    >
      <Stack direction="column" gap={1}>
        <div>
          On the firewall’s command line enter <Code>set cli scripting-mode on</Code> and <Code>configure</Code>, paste,
          look at <Code>show config diff</Code>, and <Code>commit</Code>.
        </div>
        <div>
          {`Steps 1 to ${steps.length} cut nothing that flows now, as long as the list is empty. The last step does, so it is copied on its own.`}
        </div>
        <Text color="secondary">
          The commands follow what is published for PAN-OS 9 to 12; no firewall was at hand to run them on. With more
          than one virtual system put <Code>vsys</Code> and its name before <Code>rulebase</Code>; with Panorama put the
          objects into a device group and a template.
        </Text>
      </Stack>
    </Section>
  );
}

function Code({ children }: { readonly children: string }) {
  return (
    <Text element="span" variant="code">
      {children}
    </Text>
  );
}
