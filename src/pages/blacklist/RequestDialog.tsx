import { AllowDialog } from '../../components/AllowDialog.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { TargetDialog } from './TargetDialog.tsx';
import type { Request } from './request.ts';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The dialog of what a person is about to do. */
export function RequestDialog({ request, onClose, onDone }: Props) {
  if (request.kind === 'decide') return <DecideDialog request={request} onClose={onClose} onDone={onDone} />;
  if (request.kind === 'allow-range') return <AllowDialog given={request.range} onClose={onClose} onDone={onDone} />;
  return <TargetDialog kind={request.kind} chosen={request.chosen} onClose={onClose} onDone={onDone} />;
}
