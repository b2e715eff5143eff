import { locationUtil } from '@grafana/data';
import { LinkButton } from '@grafana/ui';
import type { ComponentProps } from 'react';

type Props = ComponentProps<typeof LinkButton> & { readonly href: string };

/** A button that leads to a place in Grafana, which may stand under a sub-path: a new tab goes by the address alone. */
export function PlaceButton({ href, ...rest }: Props) {
  return <LinkButton {...rest} href={locationUtil.assureBaseUrl(href)} />;
}
