import { Combobox, Field, FieldValidationMessage, Stack, Switch } from '@grafana/ui';
import { useId, useMemo } from 'react';
import { wordOptions } from '../../components/wordOptions.ts';
import type { NumberName } from '../../components/settingLabels.ts';
import { SettingsCard } from './SettingsCard.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SentenceNumber } from './SentenceNumber.tsx';

interface Props extends SectionProps {
  readonly timeZones: readonly string[];
}

const numbers: readonly NumberName[] = ['blockMonths', 'logMonths', 'listCapacity'];

/** How long things are kept, the time zone, and who may send. */
export function KeepingSettings({ form, isReadOnly, timeZones }: Props) {
  const [zoneId, switchId] = [useId(), useId()];
  const zone = form.draft.timeZone;
  // Grafana's Combobox calls onChange again when it gets new options.
  const zones = useMemo(() => wordOptions(timeZones, zone), [timeZones, zone]);
  const zoneFault = form.faultOf('timeZone');
  const months = { form, isReadOnly };
  return (
    <SettingsCard title="Keeping and time">
      <Stack direction="column" gap={1}>
        <div>
          A block lasts <SentenceNumber name="blockMonths" {...months} /> months after its source was last seen; the job
          at 00:00 releases it.
        </div>
        <div>
          Records are kept for <SentenceNumber name="logMonths" {...months} /> months; the job at 01:00 deletes older
          ones.
        </div>
        <div>
          The firewall takes <SentenceNumber name="listCapacity" {...months} /> addresses of this list; what it has
          beyond is not enforced, and an alert tells from 80 % on.
        </div>
        {numbers.map((name) => {
          const fault = form.faultOf(name);
          return fault !== undefined && <FieldValidationMessage key={name}>{fault}</FieldValidationMessage>;
        })}
      </Stack>
      <Field
        label="Time zone"
        description="For jobs, months and mails; and for the logs of firewalls that have none of their own."
        invalid={zoneFault !== undefined}
        error={zoneFault}
        noMargin
      >
        <Combobox
          id={zoneId}
          width={40}
          disabled={isReadOnly}
          options={zones}
          value={zone}
          onChange={({ value }) => form.set('timeZone', value)}
        />
      </Field>
      <Field
        label="Register new senders by themselves"
        description="Whoever sends logs becomes a device, at most 100 of them. Leave it off where strangers can reach the intake."
        noMargin
      >
        <Switch
          id={switchId}
          disabled={isReadOnly}
          value={form.draft.registerNewSenders}
          onChange={(event) => form.set('registerNewSenders', event.currentTarget.checked)}
        />
      </Field>
    </SettingsCard>
  );
}
