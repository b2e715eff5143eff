import { IconButton, TextLink } from '@grafana/ui';
import { numberWords } from '../../components/numberWords.ts';
import { pagePath } from '../../pagePath.ts';

interface Props {
  readonly entries: number;
  /** Active blocks. */
  readonly blocks: number;
}

const more =
  'A blocked range that addresses are left out of (allowed ones, your own networks, firewalls) becomes several entries: the smaller ranges that remain of it.';
const fewer =
  'A block has no entry of its own inside a range that is blocked as a whole, and none where its address must not be blocked.';

/** How many entries the list has, and why that is not the number of blocks. */
export function ListedEntries({ entries, blocks }: Props) {
  return (
    <>
      <TextLink inline variant="bodySmall" href={`${pagePath('system')}?tab=list`}>
        {numberWords(entries)}
      </TextLink>{' '}
      on the list
      {entries !== blocks && (
        <>
          {'\u00A0'}
          <IconButton name="info-circle" size="sm" tooltip={entries > blocks ? more : fewer} />
        </>
      )}
    </>
  );
}
