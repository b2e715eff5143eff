import { Fragment } from 'react';

/** An address or range that never breaks inside a number: one of IPv4 not at all, one of IPv6 after a colon. */
export function AddressText({ address }: { readonly address: string }) {
  const parts = address.split(/(?<=:)/);
  if (parts.length === 1) return <span style={{ whiteSpace: 'nowrap' }}>{address}</span>;
  return (
    <span style={{ overflowWrap: 'normal' }}>
      {parts.map((part, i) => (
        <Fragment key={parts.slice(0, i + 1).join('')}>
          {part}
          {i < parts.length - 1 && <wbr />}
        </Fragment>
      ))}
    </span>
  );
}
