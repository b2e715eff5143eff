import { Field, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { TextFilter } from '../../components/TextFilter.tsx';
import { portFault, transportOf, transports, usualTransport } from './setupState.ts';
import type { ChangeSetup, SetUp, SetupState } from './setupState.ts';

interface Props {
  readonly state: SetupState;
  readonly change: ChangeSetup;
  /** The last answer; what it was made of stands where a field is empty. */
  readonly setUp: SetUp | undefined;
}

/** What the commands are made of. */
export function SetupForm({ state, change, setUp }: Props) {
  const { request, detectorPort = null } = setUp ?? {};
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={2} alignItems="flex-start" wrap="wrap">
        <TextFilter
          label="Name or address of this server"
          value={state.address}
          placeholder={request?.address ?? ''}
          width={28}
          onChange={(address) => change({ address })}
        />
        <Field label="Logs are sent over" noMargin>
          <RadioButtonGroup
            aria-label="Logs are sent over"
            options={[...transports]}
            value={transportOf(state)}
            onChange={(transport) => change({ transport: transport === usualTransport ? '' : transport, port: '' })}
          />
        </Field>
        <TextFilter
          label="To port"
          value={state.port}
          placeholder={String(request?.syslogPort ?? '')}
          width={10}
          check={portFault}
          onChange={(port) => change({ port })}
        />
        <TextFilter
          label="Zone towards the internet"
          value={state.zone}
          placeholder={request?.zone ?? ''}
          width={22}
          onChange={(zone) => change({ zone })}
        />
        <TextFilter
          label="Name of the firewall’s objects"
          value={state.name}
          placeholder={request?.name ?? ''}
          width={22}
          onChange={(name) => change({ name })}
        />
      </Stack>
      <Text color="secondary" variant="bodySmall">
        {`An empty field is taken as it shows. ${portWords(transportOf(state), detectorPort)}`}
      </Text>
    </Stack>
  );
}

function portWords(transport: SetUp['request']['transport'], detectorPort: number | null): string {
  const own = detectorPort === null ? '' : ` The detector itself takes logs on port ${detectorPort}.`;
  if (transport === 'tls') return own.trim();
  return `Port 514 is rsyslog’s, which keeps the logs while the detector is down.${own}`;
}
