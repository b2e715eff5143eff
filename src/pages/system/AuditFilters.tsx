import { Button, Stack } from '@grafana/ui';
import { actionWords, knownActions } from '../../components/actionWords.ts';
import { ages } from '../../components/ages.ts';
import { TextFilter } from '../../components/TextFilter.tsx';
import { WordChoice } from '../../components/WordChoice.tsx';
import { noAuditFilters } from './systemState.ts';
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
  return (
    <Stack gap={1} wrap="wrap" alignItems="flex-end">
      <TextFilter
        label="Who"
        value={state.actor}
        placeholder="The whole name"
        width={24}
        onChange={(actor) => change({ actor })}
      />
      <WordChoice
        label="What"
        value={state.action}
        words={actions}
        width={34}
        onChange={(action) => change({ action })}
      />
      <TextFilter
        label="About"
        value={state.subject}
        placeholder="Address, range, device …"
        width={30}
        onChange={(subject) => change({ subject })}
      />
      <WordChoice label="When" value={state.age} words={ages} width={20} onChange={(age) => change({ age })} />
      {isFiltered && (
        <Button variant="secondary" fill="text" icon="times" onClick={() => change(noAuditFilters)}>
          Clear filters
        </Button>
      )}
    </Stack>
  );
}
