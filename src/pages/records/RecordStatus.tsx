import { Button, Spinner, Stack, Text } from '@grafana/ui';
import { Instant } from '../../components/Instant.tsx';
import { countWords } from '../../components/numberWords.ts';
import type { RecordSearch } from './useRecordSearch.ts';

interface Props {
  readonly search: RecordSearch;
  /** The beginning of the range, ms. */
  readonly from: number;
  /** Goes on with records up to this time. */
  readonly onGoOnFrom: (at: number) => void;
}

/** How many records are shown, how far back they reach, and whether there may be more. */
export function RecordStatus({ search, from, onGoOnFrom }: Props) {
  const { list, rows, isLooking, isStopped, isFull, fault, goOn, stop } = search;
  const isWhole = list.next === null;
  const back = isWhole ? from : list.lookedBackTo;
  const canGoOn = isStopped && !isWhole && !isFull && fault === undefined;
  return (
    <Stack alignItems="center" gap={2} minHeight={4}>
      {isLooking && (
        <>
          <Spinner inline />
          <Button size="sm" variant="secondary" fill="text" onClick={stop}>
            Stop looking
          </Button>
        </>
      )}
      {canGoOn && (
        <Button size="sm" variant="secondary" onClick={goOn}>
          Look further back
        </Button>
      )}
      {isFull && !isWhole && back !== undefined && (
        <Button size="sm" variant="secondary" onClick={() => onGoOnFrom(back)}>
          Go on from here
        </Button>
      )}
      {/* Last: its width changes with each answer, and a button that moves can't be pressed. */}
      <Text color="secondary" variant="bodySmall">
        <span role="status">
          {countWords(rows, 'record')}
          {isWhole ? ', all of this time' : ' so far'}
        </span>
        {back !== undefined && (
          <>
            , looked back to <Instant at={back} />
          </>
        )}
      </Text>
    </Stack>
  );
}
