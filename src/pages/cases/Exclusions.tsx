import { Grid, Stack } from '@grafana/ui';
import { Offers } from './Offers.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SettingList } from './SettingList.tsx';

interface Props extends SectionProps {
  /** Rules that the logs name. */
  readonly rules: readonly string[];
}

/** What counts for no case. */
export function Exclusions({ form, isReadOnly, rules }: Props) {
  const shared = { form, isReadOnly };
  const left = form.draft['exclusions.rules'];
  const offers = rules.filter((rule) => rule !== '' && !left.includes(rule)).map((text) => ({ text }));
  return (
    <SettingsCard
      title="Left out"
      lead="Records that match any of these are stored and shown, but count for no case. Each entry finds less: an attacker who knows of it can use it."
    >
      <Grid gap={3} columns={{ xs: 1, lg: 2 }}>
        <Stack direction="column" gap={1}>
          <SettingList
            name="exclusions.rules"
            label="Rules left out"
            description="Names or rule IDs, as the logs have them."
            placeholder="Partners"
            isNames
            {...shared}
          />
          {!isReadOnly && (
            <Offers
              title="Rules in the logs:"
              offers={offers}
              onTake={(rule) => form.set('exclusions.rules', [...left, rule])}
            />
          )}
        </Stack>
        <SettingList
          name="exclusions.ports"
          label="Destination ports left out"
          description="From 1 to 65535."
          placeholder="53, 123"
          {...shared}
        />
        <SettingList
          name="exclusions.destinations"
          label="Destinations left out"
          description="Own addresses or ranges, a honeypot for one."
          placeholder="203.0.113.9"
          {...shared}
        />
        <SettingList
          name="exclusions.threatIds"
          label="Threat IDs left out"
          description="Of vulnerability attacks that are false alarms here."
          placeholder="91991"
          {...shared}
        />
      </Grid>
    </SettingsCard>
  );
}
