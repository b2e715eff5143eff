import { ChangeButton } from '../../components/ChangeButton.tsx';
import type { PageProps } from './pageProps.ts';
import type { Chosen } from './request.ts';

/** What can be done to active blocks. */
export function ActionButtons({ chosen, onRequest }: Pick<PageProps, 'onRequest'> & { readonly chosen: Chosen }) {
  return (
    <>
      <ChangeButton size="sm" icon="unlock" onClick={() => onRequest({ kind: 'release', chosen })}>
        Release
      </ChangeButton>
      <ChangeButton size="sm" icon="clock-nine" onClick={() => onRequest({ kind: 'extend', chosen })}>
        Change the end
      </ChangeButton>
      <ChangeButton size="sm" icon="lock" onClick={() => onRequest({ kind: 'permanent', chosen })}>
        Make permanent
      </ChangeButton>
      <ChangeButton size="sm" icon="check" onClick={() => onRequest({ kind: 'allow', chosen })}>
        Allow
      </ChangeButton>
    </>
  );
}
