import { Button, Combobox, Field, Stack } from '@grafana/ui';
import { useId } from 'react';
import { actionWords, knownActions } from '../../components/actionWords.ts';
import { TextFilter } from '../../components/TextFilter.tsx';
import { ages, noAuditFilters } from './systemState.ts';
import type { ChangeSystem, SystemState } from './systemState.ts';

interface Props {
  readonly state: SystemState;
  readonly change: ChangeSystem;
  readonly isFiltered: boolean;
}

const groups = [
  { value: 'block', label: 'Everything about blocks' },
  { value: 'allow', label: 'Everything about the allowlist' },
  { value: 'device', label: 'Everything about devices' },
  { value: 'detection', label: 'Everything about detection' },
];
const actions = [...groups, ...knownActions.map((value) => ({ value, label: actionWords(value) }))];

/** Who, what, about what and when. */
export function AuditFilters({ state, change, isFiltered }: Props) {
  const [actionId, ageId] = [useId(), useId()];
  const known = actions.some(({ value }) => value === state.action);
  const choices = known || state.action === '' ? actions : [...actions, { value: state.action, label: state.action }];
  return (
    <Stack gap={1} wrap="wrap" alignItems="flex-end">
      <TextFilter
        label="Who"
        value={state.actor}
        placeholder="The whole name"
        width={24}
        onChange={(actor) => change({ actor })}
      />
      <Field label="What" noMargin>
        <Combobox
          id={actionId}
          isClearable
          placeholder="Any"
          width={34}
          options={choices}
          value={state.action === '' ? null : state.action}
          onChange={(option) => change({ action: option?.value ?? '' })}
        />
      </Field>
      <TextFilter
        label="About"
        value={state.subject}
        placeholder="Address, range, device …"
        width={30}
        onChange={(subject) => change({ subject })}
      />
      <Field label="When" noMargin>
        <Combobox
          id={ageId}
          isClearable
          placeholder="Any time"
          width={20}
          options={ages.map(({ value, label }) => ({ value: value, label }))}
          value={ages.some(({ value }) => value === state.age) ? state.age : null}
          onChange={(option) => change({ age: option?.value ?? '' })}
        />
      </Field>
      {isFiltered && (
        <Button variant="secondary" fill="text" icon="times" onClick={() => change(noAuditFilters)}>
          Clear filters
        </Button>
      )}
    </Stack>
  );
}
