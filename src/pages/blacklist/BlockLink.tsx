import { TextLink } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { AddressText } from '../../components/AddressText.tsx';

/** An address that opens the details of its block beside what is shown now. */
export function BlockLink({ block }: { readonly block: { readonly id: number; readonly address: string } }) {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  params.set('block', String(block.id));
  return (
    <TextLink inline href={`${pathname}?${params.toString()}`}>
      <AddressText address={block.address} />
    </TextLink>
  );
}
