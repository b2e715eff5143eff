import { ChangeButton } from '../../components/ChangeButton.tsx';
import type { PageProps } from './pageProps.ts';
import type { Chosen } from './wish.ts';

/** What can be done to active blocks. */
export function ActionButtons({ chosen, onWish }: Pick<PageProps, 'onWish'> & { readonly chosen: Chosen }) {
  return (
    <>
      <ChangeButton size="sm" icon="unlock" onClick={() => onWish({ kind: 'release', chosen })}>
        Release
      </ChangeButton>
      <ChangeButton size="sm" icon="clock-nine" onClick={() => onWish({ kind: 'extend', chosen })}>
        Change the end
      </ChangeButton>
      <ChangeButton size="sm" icon="lock" onClick={() => onWish({ kind: 'permanent', chosen })}>
        Make permanent
      </ChangeButton>
      <ChangeButton size="sm" icon="check" onClick={() => onWish({ kind: 'allow', chosen })}>
        Allow
      </ChangeButton>
    </>
  );
}
