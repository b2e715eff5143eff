import { Text } from '@grafana/ui';
import { useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { DurationField } from '../../components/DurationField.tsx';
import { isDuration } from '../../components/durationParts.ts';
import { ReasonField } from '../../components/ReasonField.tsx';
import { OutcomeReport } from './OutcomeReport.tsx';
import { effectSentence, needsReading, outcomeSentence } from './outcomeSentence.ts';
import type { Outcome } from './outcomeSentence.ts';
import { TargetField } from './TargetField.tsx';
import { targetOf } from './request.ts';
import type { Chosen } from './request.ts';

type Kind = 'release' | 'extend' | 'permanent' | 'allow';

interface Props {
  readonly kind: Kind;
  readonly chosen: Chosen;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const words: Readonly<Record<Kind, { readonly title: string; readonly confirm: string; readonly about: string }>> = {
  release: {
    title: 'Release',
    confirm: 'Release',
    about:
      'What was counted about a source is forgotten, and it gets an hour of grace. If it goes on after that it is blocked again: to keep that from happening, allow it.',
  },
  extend: {
    title: 'Change the end',
    confirm: 'Change the end',
    about: 'The block ends that long from now, to the minute. What the source does until then no longer moves the end.',
  },
  permanent: {
    title: 'Make permanent',
    confirm: 'Make permanent',
    about: 'The block stays until somebody releases it.',
  },
  allow: {
    title: 'Allow',
    confirm: 'Allow',
    about: 'The address goes on the allowlist, which wins over every case and every person. Its block is lifted.',
  },
};

/** Releases or allows chosen blocks or changes their end, or all of their case in the last hour. */
export function TargetDialog({ kind, chosen, onClose, onDone }: Props) {
  const release = useChange('POST /blacklist/release', (answer) => effectSentence('Released', answer));
  const extend = useChange('POST /blacklist/extend', (answer) => outcomeSentence('Changed the end of', answer));
  const allow = useChange('POST /blacklist/allow', (answer) => effectSentence('Allowed', answer));
  const { isRunning, fault } = { release, extend, permanent: extend, allow }[kind];
  const [detectedSince, setDetectedSince] = useState<number>();
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState(kind === 'extend' ? '4w' : 'permanent');
  const [outcome, setOutcome] = useState<Outcome>();
  const needsReason = kind === 'release' || kind === 'allow';
  const needsDuration = kind === 'extend' || kind === 'allow';
  const { title, confirm, about } = words[kind];

  function send(): Promise<Outcome | undefined> {
    const target = targetOf(chosen, detectedSince);
    if (kind === 'release') return release.run({ body: { target, reason } });
    if (kind === 'allow') return allow.run({ body: { target, reason, duration } });
    return extend.run({ body: { target, duration } });
  }

  async function run(): Promise<void> {
    const answer = await send();
    if (answer === undefined) return;
    onDone();
    if (needsReading(answer)) setOutcome(answer);
    else onClose();
  }

  return (
    <ChangeDialog
      title={`${title}${kind === 'extend' ? ' of' : ''} ${chosen.what}`}
      confirm={outcome === undefined ? confirm : undefined}
      isReady={(!needsReason || reason.trim() !== '') && (!needsDuration || isDuration(duration))}
      isRunning={isRunning}
      fault={fault}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {outcome === undefined ? (
        <>
          <Text color="secondary">{about}</Text>
          <TargetField chosen={chosen} value={detectedSince} onChange={setDetectedSince} />
          {needsReason && <ReasonField value={reason} onChange={setReason} />}
          {needsDuration && <DurationField value={duration} onChange={setDuration} />}
        </>
      ) : (
        <OutcomeReport outcome={outcome} />
      )}
    </ChangeDialog>
  );
}
