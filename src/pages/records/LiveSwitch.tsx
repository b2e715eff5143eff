import { Stack, Switch } from '@grafana/ui';
import { useId } from 'react';

interface Props {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Turns the live tail on and off. */
export function LiveSwitch({ isOn, onChange }: Props) {
  const id = useId();
  return (
    <Stack gap={1} alignItems="center">
      <label htmlFor={id}>Live tail</label>
      <Switch id={id} value={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
    </Stack>
  );
}
