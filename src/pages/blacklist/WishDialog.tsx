import { AllowDialog } from '../../components/AllowDialog.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { TargetDialog } from './TargetDialog.tsx';
import type { Wish } from './wish.ts';

interface Props {
  readonly wish: Wish;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The dialog of what a person is about to do. */
export function WishDialog({ wish, onClose, onDone }: Props) {
  if (wish.kind === 'decide') return <DecideDialog wish={wish} onClose={onClose} onDone={onDone} />;
  if (wish.kind === 'allow-range') return <AllowDialog given={wish.range} onClose={onClose} onDone={onDone} />;
  return <TargetDialog kind={wish.kind} chosen={wish.chosen} onClose={onClose} onDone={onDone} />;
}
