import { Tab, TabsBar } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { tabNames } from './blacklistState.ts';
import type { TabName } from './blacklistState.ts';
import type { ChangeState } from './pageProps.ts';

export type Totals = Answer<'GET /blacklist/totals'>;

const words: Readonly<Record<TabName, string>> = {
  active: 'Active',
  held: 'Held',
  refused: 'Refused',
  watched: 'Watched',
  released: 'Released',
};

interface Props {
  readonly tab: TabName;
  readonly totals: Totals | undefined;
  readonly change: ChangeState;
}

/** The kinds of entries, with how many there are of each. */
export function BlacklistTabs({ tab, totals, change }: Props) {
  return (
    <TabsBar>
      {tabNames.map((name) => (
        <Tab
          key={name}
          label={words[name]}
          active={name === tab}
          counter={name === 'watched' ? null : (totals?.[name] ?? null)}
          onChangeTab={() => change({ tab: name === 'active' ? '' : name, sort: '', order: '' })}
        />
      ))}
    </TabsBar>
  );
}
