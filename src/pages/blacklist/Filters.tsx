import { Combobox, Field, FilterInput, Stack } from '@grafana/ui';
import { useId, useMemo } from 'react';
import { originWords } from '../../components/CaseName.tsx';
import { useDraft } from '../../components/useDraft.ts';
import { ages, looksLikeRange } from './blacklistState.ts';
import type { TabName } from './blacklistState.ts';
import type { Totals } from './BlacklistTabs.tsx';
import type { PageProps } from './pageProps.ts';

interface Props extends PageProps {
  readonly tab: TabName;
  readonly totals: Totals | undefined;
}

const waitMs = 400;
type Words = readonly (readonly [value: string, label: string])[];
const origins: Words = Object.entries(originWords);
const cases = origins.filter(([name]) => name !== 'manual');
const spans: Words = ages.map(({ value, label }) => [value, label]);

function asWords(texts: readonly string[]): Words {
  return texts.map((text) => [text, text]);
}

/** Search by address or range, and filters by case, country, device and age. */
export function Filters({ state, change, tab, totals }: Props) {
  const [search, setSearch] = useDraft(
    state.search,
    (text) => (text.trim() === '' || looksLikeRange(text.trim())) && change({ search: text.trim() }),
    waitMs,
  );
  const isBlocks = tab === 'active' || tab === 'released';
  const countries = useMemo(() => asWords(totals?.countries ?? []), [totals?.countries]);
  const devices = useMemo(() => asWords(totals?.devices ?? []), [totals?.devices]);
  const isHalf = search.trim() !== '' && !looksLikeRange(search.trim());

  return (
    <Stack gap={2} wrap="wrap" alignItems="flex-start">
      <Field label="Search" noMargin {...(isHalf ? { description: 'A whole address or range, please.' } : {})}>
        <FilterInput
          aria-label="Search by address or range"
          placeholder="203.0.113.9 or 203.0.113.0/24"
          width={31}
          escapeRegex={false}
          maxLength={64}
          value={search}
          onChange={setSearch}
        />
      </Field>
      <Choice
        label="Case"
        value={state.case}
        words={isBlocks ? origins : cases}
        onChange={(name) => change({ case: name })}
        width={21}
      />
      <Choice
        label="Country"
        value={state.country}
        words={countries}
        onChange={(country) => change({ country })}
        width={21}
      />
      <Choice
        label="Device"
        value={state.device}
        words={devices}
        onChange={(device) => change({ device })}
        width={17}
      />
      <Choice label="Detected" value={state.age} words={spans} onChange={(age) => change({ age })} width={17} />
    </Stack>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly words: Words;
  readonly onChange: (value: string) => void;
  readonly width: number;
}

function Choice({ label, value, words, onChange, width }: ChoiceProps) {
  const id = useId();
  const options = useMemo(() => {
    // A value from the URL stands in its field, whether or not there is anything of it at present.
    const isKnown = value === '' || words.some(([word]) => word === value);
    return (isKnown ? words : [...words, [value, value] as const]).map(([word, text]) => ({
      value: word,
      label: text,
    }));
  }, [words, value]);
  return (
    <Field label={label} noMargin>
      <Combobox
        id={id}
        isClearable
        placeholder="Any"
        width={width}
        options={options}
        value={value === '' ? null : value}
        onChange={(option) => onChange(option?.value ?? '')}
      />
    </Field>
  );
}
