import { Stack } from '@grafana/ui';
import { ages } from '../../components/ages.ts';
import { originWords } from '../../components/originWords.ts';
import { rangeFilterFault } from '../../components/rangeFault.ts';
import { TextFilter } from '../../components/TextFilter.tsx';
import { WordChoice } from '../../components/WordChoice.tsx';
import type { TabName } from './blacklistState.ts';
import type { Totals } from './BlacklistTabs.tsx';
import type { PageProps } from './pageProps.ts';

interface Props extends PageProps {
  readonly tab: TabName;
  readonly totals: Totals | undefined;
}

const origins = Object.entries(originWords).map(([value, label]) => ({ value, label }));
const cases = origins.filter(({ value }) => value !== 'manual');
const none: readonly string[] = [];

/** Search by address or range, and filters by case, country, device and age. */
export function Filters({ state, change, tab, totals }: Props) {
  const isBlocks = tab === 'active' || tab === 'released';
  return (
    <Stack gap={2} wrap="wrap" alignItems="flex-start">
      <TextFilter
        label="Address"
        value={state.search}
        placeholder="203.0.113.9 or 203.0.113.0/24"
        width={28}
        check={rangeFilterFault}
        onChange={(search) => change({ search })}
      />
      <WordChoice
        label="Case"
        value={state.case}
        words={isBlocks ? origins : cases}
        width={20}
        onChange={(name) => change({ case: name })}
      />
      <WordChoice
        label="Country"
        value={state.country}
        words={totals?.countries ?? none}
        width={18}
        onChange={(country) => change({ country })}
      />
      <WordChoice
        label="Device"
        value={state.device}
        words={totals?.devices ?? none}
        width={15}
        onChange={(device) => change({ device })}
      />
      <WordChoice label="Detected" value={state.age} words={ages} width={16} onChange={(age) => change({ age })} />
    </Stack>
  );
}
