import { Offers } from './Offers.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SettingList } from './SettingList.tsx';

interface Props extends SectionProps {
  /** Rules that the logs name. */
  readonly rules: readonly string[];
}

/** The rules by which firewalls drop who is on the list. */
export function DenyRules({ form, isReadOnly, rules }: Props) {
  const named = form.draft.denyRule;
  const offers = rules.filter((rule) => rule !== '' && !named.includes(rule)).map((text) => ({ text }));
  return (
    <SettingsCard
      title="Deny rules"
      lead="The top rule of each firewall that drops sources on the list. A hit on it shows that a block works, and renews the block."
    >
      <SettingList
        name="denyRule"
        label="Rule names or IDs"
        placeholder="Active Defense Deny"
        isNames
        form={form}
        isReadOnly={isReadOnly}
      />
      {!isReadOnly && (
        <Offers title="Rules in the logs:" offers={offers} onTake={(rule) => form.set('denyRule', [...named, rule])} />
      )}
    </SettingsCard>
  );
}
