import { Field, RadioButtonList } from '@grafana/ui';
import { useId, useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { numberWords } from '../../components/numberWords.ts';
import { originWords } from '../../components/originWords.ts';
import type { Chosen } from './request.ts';

interface Props {
  readonly chosen: Chosen;
  /** Since when the case's blocks were detected; undefined: only the chosen ones. */
  readonly value: number | undefined;
  readonly onChange: (detectedSince: number | undefined) => void;
}

const hourMs = 3_600_000;

/** Whom an action is for: the chosen blocks, or all of their case that were detected in the last hour. */
export function TargetField({ chosen: { what, origin }, value, onChange }: Props) {
  const [since] = useState(() => Date.now() - hourMs);
  const name = useId();
  const query = { case: origin ?? 'manual', since };
  const { answer } = useAnswer('GET /blacklist/count', { query }, { isPaused: origin === undefined });
  if (origin === undefined || answer === undefined || answer.active < 2) return null;
  const number = numberWords(answer.active);
  const all =
    origin === 'manual'
      ? `All blocks by hand of the last hour (${number})`
      : `All blocks of the last hour for “${originWords[origin]}” (${number})`;
  return (
    <Field label="For" noMargin>
      <RadioButtonList
        name={name}
        options={[
          { value: 'chosen', label: `Only ${what}` },
          { value: 'case', label: all },
        ]}
        value={value === undefined ? 'chosen' : 'case'}
        onChange={(target) => onChange(target === 'case' ? since : undefined)}
      />
    </Field>
  );
}
