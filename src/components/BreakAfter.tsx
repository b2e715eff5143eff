import { Fragment } from 'react';

interface Props {
  readonly text: string;
  /** The character that ends a part. */
  readonly after: string;
}

/** A text without spaces whose lines end between its parts. */
export function BreakAfter({ text, after }: Props) {
  const parts = text.split(after);
  return (
    <>
      {parts.map((part, place) => (
        <Fragment key={place}>
          {part}
          {place < parts.length - 1 && (
            <>
              {after}
              <wbr />
            </>
          )}
        </Fragment>
      ))}
    </>
  );
}
