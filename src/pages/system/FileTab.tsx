import { Alert, Stack, Text } from '@grafana/ui';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { saveText } from '../../components/saveText.ts';
import { ConfigurationImport } from './ConfigurationImport.tsx';

/** Settings, devices and allowlist as one file: out of this installation, and into it. */
export function FileTab() {
  const { run, isRunning, fault } = useChange('GET /system/configuration');

  async function save(): Promise<void> {
    const document = await run({});
    if (document === undefined) return;
    const day = new Date().toISOString().slice(0, 10);
    saveText(`active-defense-${day}.json`, 'application/json', `${JSON.stringify(document, null, 2)}\n`);
  }

  return (
    <Stack direction="column" gap={4}>
      {!mayDo('Admin') && <Alert severity="info" title="Only administrators take the configuration out or in" />}
      <Section title="Export">
        <Text color="secondary">
          Settings, devices and the allowlist as a JSON file. No password, token or key is in it, and neither are blocks
          and records.
        </Text>
        <div>
          <ChangeButton role="Admin" icon="download-alt" isDisabled={isRunning} onClick={() => void save()}>
            Download the configuration
          </ChangeButton>
        </div>
        {fault !== undefined && <FaultAlert fault={fault} />}
      </Section>
      <Section title="Import">
        <Text color="secondary">
          Takes over what stands in such a file. It adds and changes, and takes nothing away. What would change is shown
          first.
        </Text>
        {mayDo('Admin') && <ConfigurationImport />}
      </Section>
    </Stack>
  );
}
