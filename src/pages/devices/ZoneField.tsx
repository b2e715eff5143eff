import { Combobox, Field } from '@grafana/ui';
import { useId, useMemo } from 'react';
import { wordOptions } from '../../components/wordOptions.ts';

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
  // Grafana's Combobox calls onChange again when it gets new options.
  const options = useMemo(() => wordOptions(timeZones, value ?? ''), [timeZones, value]);
  return (
    <Field label="Time zone" description={description} noMargin invalid={fault !== undefined} error={fault}>
      <Combobox
        id={id}
        isClearable
        placeholder="As in the settings"
        options={options}
        value={value}
        onChange={(option) => onChange(option?.value ?? null)}
      />
    </Field>
  );
}
