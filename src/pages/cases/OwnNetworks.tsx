import type { Answer } from '../../../detector/api/contract/contract.ts';
import { countWords } from '../../components/numberWords.ts';
import { Offers } from './Offers.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SettingList } from './SettingList.tsx';

interface Props extends SectionProps {
  readonly suggested: Answer<'GET /settings/suggestions'>['ownNetworks'];
}

/** The ranges that are defended. */
export function OwnNetworks({ form, isReadOnly, suggested }: Props) {
  const own = form.draft.ownNetworks;
  const offers = suggested
    .filter(({ range }) => !own.includes(range))
    .map(({ range, addresses, records }) => ({
      text: range,
      note: `${countWords(addresses, 'address', 'addresses')} in ${countWords(records, 'record')}`,
    }));
  return (
    <SettingsCard
      title="Own networks"
      lead="The ranges that are defended, for all three cases. They are never blocked. While none are set, every destination counts."
    >
      <SettingList
        name="ownNetworks"
        label="Addresses and ranges"
        placeholder="203.0.113.0/24"
        form={form}
        isReadOnly={isReadOnly}
      />
      {!isReadOnly && (
        <Offers
          title="Where the records of the last day went:"
          offers={offers}
          onTake={(range) => form.set('ownNetworks', [...own, range])}
        />
      )}
    </SettingsCard>
  );
}
