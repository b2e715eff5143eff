import { Combobox, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import { useId, useState } from 'react';
import { durationInWords, durationUnits, isDuration, partsOfDuration } from './durationParts.ts';
import type { DurationUnit } from './durationParts.ts';

interface Props {
  /** `30m`, `12h`, `7d`, `4w` or `permanent`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const presets = ['1h', '1d', '1w', '4w', 'permanent'];
const unitWords: Readonly<Record<DurationUnit, string>> = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' };
const units = durationUnits.map((unit) => ({ value: unit, label: unitWords[unit] }));
const choices = [
  ...presets.map((value) => ({
    value,
    label: value === 'permanent' ? 'Permanent' : durationInWords(value),
  })),
  { value: 'own', label: 'Other' },
];

/** How long: a usual duration, or a number with its unit. */
export function DurationField({ value, onChange }: Props) {
  const [isOwn, setOwn] = useState(!presets.includes(value));
  const id = useId();
  const parts = partsOfDuration(value) ?? { amount: '', unit: 'd' as const };
  const isWrong = isOwn && !isDuration(value);

  function choose(choice: string): void {
    setOwn(choice === 'own');
    onChange(choice === 'own' ? '2d' : choice);
  }

  return (
    <Field label="How long" noMargin invalid={isWrong} {...(isWrong ? { error: 'Write a whole number above 0.' } : {})}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <RadioButtonGroup aria-label="How long" options={choices} value={isOwn ? 'own' : value} onChange={choose} />
        {isOwn && (
          <Stack gap={1}>
            <Input
              id={id}
              aria-label="Number of"
              inputMode="numeric"
              width={12}
              invalid={isWrong}
              value={parts.amount}
              onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6) + parts.unit)}
            />
            <Combobox
              aria-labelledby={`${id}-unit`}
              width={16}
              options={units}
              value={parts.unit}
              onChange={({ value: unit }) => onChange(parts.amount + unit)}
            />
            <span id={`${id}-unit`} hidden>
              Unit
            </span>
          </Stack>
        )}
      </Stack>
    </Field>
  );
}
