import { useRef } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { originColors } from '../../components/originColors.ts';
import { originWords } from '../../components/originWords.ts';
import { useNow } from '../../components/useNow.ts';
import type { Span } from './overviewSpan.ts';
import { stepWords } from './stepWords.ts';
import { TimeChart } from './TimeChart.tsx';
import { TopAttackers } from './TopAttackers.tsx';
import { TopCountries } from './TopCountries.tsx';
import { TwoColumns } from './TwoColumns.tsx';

interface Props {
  readonly span: Span;
  /** The page says already that the detector does not answer. */
  readonly isAway: boolean;
}

/** Blocks, lines, attackers and countries of the last hours, days or weeks; what was known last stays while nobody answers. */
export function Charts({ span, isAway }: Props) {
  const now = useNow(span.everyMs);
  const range = { from: now - span.ms, to: now };
  const asked = useAnswer('GET /overview/charts', { query: range });
  const last = useRef(asked.answer);
  if (asked.answer !== undefined) last.current = asked.answer;
  const answer = last.current;
  if (isAway && answer === undefined) return null;
  return (
    <Answered of={{ ...asked, answer, fault: isAway ? undefined : asked.fault }}>
      {({ stepMs, blocksByCase, linesByDevice, topAttackers, topCountries }) => (
        <>
          <TwoColumns>
            <TimeChart
              title={`New blocks by case, per ${stepWords(stepMs)}`}
              kind="bars"
              series={blocksByCase.map(({ name, points }) => ({
                name: wordsOf(originWords, name) ?? name,
                color: wordsOf(originColors, name),
                points,
              }))}
              stepMs={stepMs}
              empty={`Nobody was blocked in ${span.words}.`}
            />
            <TimeChart
              title={`Lines by firewall, per ${stepWords(stepMs)}`}
              kind="lines"
              series={linesByDevice}
              stepMs={stepMs}
              empty={`No line arrived in ${span.words}.`}
            />
          </TwoColumns>
          <TwoColumns isFirstWider>
            <TopAttackers attackers={topAttackers} span={span} />
            <TopCountries countries={topCountries} span={span} />
          </TwoColumns>
        </>
      )}
    </Answered>
  );
}

function wordsOf(words: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return words[name];
}
