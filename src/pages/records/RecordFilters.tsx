import { Button, Stack } from '@grafana/ui';
import { useState } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { WordChoice } from '../../components/WordChoice.tsx';
import { rangeFilterFault } from '../../components/rangeFault.ts';
import { filterFields, noFilters, readPort } from './recordsState.ts';
import type { ChangeRecords, FilterField, RecordsState } from './recordsState.ts';
import { TextFilter } from '../../components/TextFilter.tsx';

interface Props {
  readonly state: RecordsState;
  readonly change: ChangeRecords;
  /** Undefined: not there yet, or not to be had. */
  readonly words: Answer<'GET /records/words'> | undefined;
}

const further: readonly FilterField[] = ['source', 'destination', 'type', 'subtype', 'country', 'user', 'threat'];

const none: readonly string[] = [];

type Check = (text: string) => string | undefined;
const checkPort: Check = (text) => (readPort(text) === undefined ? 'A number up to 65535, please.' : undefined);

/** What records are shown: the usual filters in a row, the others below when they are asked for or in use. */
export function RecordFilters({ state, change, words }: Props) {
  const [isOpen, setOpen] = useState(() => further.some((field) => state[field] !== ''));
  const inUse = filterFields.filter((field) => state[field] !== '').length;
  const furtherInUse = further.filter((field) => state[field] !== '').length;

  const typed = (field: FilterField, label: string, placeholder: string, width: number, check?: Check) => (
    <TextFilter
      label={label}
      value={state[field]}
      placeholder={placeholder}
      width={width}
      onChange={(value) => change({ [field]: value })}
      {...(check === undefined ? {} : { check })}
    />
  );
  const chosen = (field: FilterField, label: string, choices: readonly string[] = none, width = 20) => (
    <WordChoice
      label={label}
      value={state[field]}
      words={choices}
      width={width}
      isOpen
      onChange={(value) => change({ [field]: value })}
    />
  );

  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        {typed('address', 'Address', 'Either side, or a range', 24, rangeFilterFault)}
        {typed('port', 'Port', 'Any', 10, checkPort)}
        {chosen('action', 'Action', words?.actions, 15)}
        {chosen('rule', 'Rule', words?.rules, 20)}
        {chosen('severity', 'Severity', words?.severities, 15)}
        {chosen('device', 'Device', words?.devices, 16)}
        <Button
          variant="secondary"
          fill="text"
          icon={isOpen ? 'angle-up' : 'angle-down'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {furtherInUse > 0 && !isOpen ? `More filters (${furtherInUse})` : 'More filters'}
        </Button>
        {inUse > 0 && (
          <Button variant="secondary" fill="text" icon="times" onClick={() => change(noFilters)}>
            Clear filters
          </Button>
        )}
      </Stack>
      {isOpen && (
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          {typed('source', 'Source', 'Address or range', 22, rangeFilterFault)}
          {typed('destination', 'Destination', 'Address or range', 22, rangeFilterFault)}
          {chosen('type', 'Type', words?.types, 15)}
          {chosen('subtype', 'Subtype', words?.subtypes, 17)}
          {chosen('country', 'Source country', words?.countries, 20)}
          {typed('user', 'User', 'The whole name', 18)}
          {typed('threat', 'Threat', 'ID, or part of its name', 22)}
        </Stack>
      )}
    </Stack>
  );
}
