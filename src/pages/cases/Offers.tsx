import { Button, Stack, Text } from '@grafana/ui';
import { useState } from 'react';

/** The text that would be added, and what is known of it. */
interface Offer {
  readonly text: string;
  readonly note?: string;
}

interface Props {
  readonly title: string;
  readonly offers: readonly Offer[];
  readonly onTake: (text: string) => void;
}

const shownAtFirst = 6;
const maxTextLength = 60;

/** What the logs suggest, each to be taken with a click. */
export function Offers({ title, offers, onTake }: Props) {
  const [isWhole, setWhole] = useState(false);
  if (offers.length === 0) return null;
  const shown = isWhole ? offers : offers.slice(0, shownAtFirst);
  return (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall" color="secondary">
        {title}
      </Text>
      <Stack gap={1} wrap="wrap">
        {shown.map((offer) => (
          <Button
            key={offer.text}
            type="button"
            size="sm"
            variant="secondary"
            icon="plus"
            aria-label={`Add ${wordsOf(offer)}`}
            title={offer.text}
            onClick={() => onTake(offer.text)}
          >
            {wordsOf(offer)}
          </Button>
        ))}
        {shown.length < offers.length && (
          <Button type="button" size="sm" variant="secondary" fill="text" onClick={() => setWhole(true)}>
            {`${offers.length - shown.length} more`}
          </Button>
        )}
      </Stack>
    </Stack>
  );
}

function wordsOf({ text, note }: Offer): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)} …` : text;
  return note === undefined ? cut : `${cut} · ${note}`;
}
