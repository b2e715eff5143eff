import { Combobox, Field } from '@grafana/ui';
import { useId } from 'react';

interface Props {
  /** Null: the zone of the settings. */
  readonly value: string | null;
  readonly timeZones: readonly string[];
  readonly onChange: (zone: string | null) => void;
  readonly description: string;
  readonly fault?: string | undefined;
}

/** The time zone of a firewall's logs, or that of the settings. */
export function ZoneField({ value, timeZones, onChange, description, fault }: Props) {
  const id = useId();
  const zones = value === null || timeZones.includes(value) ? timeZones : [value, ...timeZones];
  return (
    <Field label="Time zone" description={description} noMargin invalid={fault !== undefined} error={fault}>
      <Combobox
        id={id}
        isClearable
        placeholder="As in the settings"
        options={zones.map((zone) => ({ value: zone, label: zone }))}
        value={value}
        onChange={(option) => onChange(option?.value ?? null)}
      />
    </Field>
  );
}
