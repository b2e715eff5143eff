import { Text } from '@grafana/ui';
import { Fragment } from 'react';

interface Props {
  readonly text: string;
  /** The character that ends a part. */
  readonly after: string;
}

/** A long text without spaces in the font of code, whose lines end between its parts. */
export function BreakableCode({ text, after }: Props) {
  const parts = text.split(after);
  return (
    <Text variant="code">
      {parts.map((part, place) => (
        <Fragment key={place}>
          {place === parts.length - 1 ? part : `${part}${after}`}
          <wbr />
        </Fragment>
      ))}
    </Text>
  );
}
