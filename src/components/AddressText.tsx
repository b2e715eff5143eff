import { BreakAfter } from './BreakAfter.tsx';

/** An address or range that never breaks inside a number: one of IPv4 not at all, one of IPv6 after a colon. */
export function AddressText({ address }: { readonly address: string }) {
  if (!address.includes(':')) return <span style={{ whiteSpace: 'nowrap' }}>{address}</span>;
  return (
    <span style={{ overflowWrap: 'normal' }}>
      <BreakAfter text={address} after=":" />
    </span>
  );
}
