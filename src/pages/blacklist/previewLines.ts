import type { Answer } from '../../../detector/api/contract/contract.ts';
import { countWords } from '../../components/numberWords.ts';
import type { PreviewLine } from '../../components/PreviewList.tsx';
import { pagePath } from '../../pagePath.ts';

type Preview = Answer<'POST /blacklist/preview'>;

/** What a preview says, the worst first. */
export function previewLines({
  address,
  faults,
  warnings,
  size,
  blocksInside,
  allowedRecords,
}: Preview): readonly PreviewLine[] {
  if (faults.length > 0) return faults.map((text) => ({ kind: 'fault', text }));
  const letThrough: readonly PreviewLine[] =
    allowedRecords === null || allowedRecords === 0
      ? []
      : [
          {
            kind: 'warning',
            text: `${countWords(allowedRecords, 'record')} of the last 24 hours ${allowedRecords === 1 ? 'was' : 'were'} let through from it: somebody may use it.`,
            link: {
              text: allowedRecords === 1 ? 'See it' : 'See them',
              href: `${pagePath('records')}?source=${encodeURIComponent(address)}&action=allow`,
            },
          },
        ];
  const inside =
    blocksInside === 0
      ? []
      : [`${countWords(blocksInside, 'active block')} ${blocksInside === 1 ? 'lies' : 'lie'} inside it already.`];
  const nothing = allowedRecords === 0 ? ['Nothing was let through from it in the last 24 hours.'] : [];
  return [
    ...warnings.map((text) => ({ kind: 'warning', text }) as const),
    ...letThrough,
    ...[`${address}: ${size}.`, ...inside, ...nothing].map((text) => ({ kind: 'fact', text }) as const),
  ];
}
