import { TextLink } from '@grafana/ui';
import { pagePath } from '../pagePath.ts';
import { AddressText } from './AddressText.tsx';

/** An address that leads to its verdict. */
export function AddressLink({ address }: { readonly address: string }) {
  return (
    <TextLink inline href={`${pagePath('blacklist')}?verdict=${encodeURIComponent(address)}`}>
      <AddressText address={address} />
    </TextLink>
  );
}
