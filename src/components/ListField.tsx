import { Button, Field, Input, Stack } from '@grafana/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { ItemChips } from './ItemChips.tsx';
import { splitItems } from './splitItems.ts';

interface Props {
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly items: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
  /** Why an item will not do; undefined: it will. */
  readonly check?: (item: string) => string | undefined;
  /** What stands between items that are pasted at once; names may hold spaces and commas. */
  readonly isNames?: boolean;
  /** What is wrong with the list as a whole. */
  readonly fault?: string | undefined;
  readonly maxItems: number;
  readonly maxLength: number;
  readonly isReadOnly?: boolean;
}

const nameSeparator = /\n/;
const separator = /[\s,;]+/;

/** A list of texts: typed or pasted and checked one by one, taken out with a click. */
export function ListField(props: Props) {
  const { label, description, placeholder, items, onChange, check, isNames = false, maxItems, maxLength } = props;
  const { isReadOnly = false } = props;
  const [text, setText] = useState('');
  const [own, setOwn] = useState<string>();
  const id = useId();
  const fault = own ?? props.fault;

  function add(): void {
    const given = splitItems(text, isNames ? nameSeparator : separator, items);
    const wrong = given.filter((item) => faultOf(item) !== undefined);
    const right = given.filter((item) => !wrong.includes(item));
    const room = Math.max(0, maxItems - items.length);
    if (right.length > 0 && room > 0) onChange([...items, ...right.slice(0, room)]);
    const rest = [...wrong, ...right.slice(room)];
    setText(rest.join(isNames ? '\n' : ' '));
    setOwn(rest.length === 0 ? undefined : (wrong.map(faultOf)[0] ?? `The list takes ${maxItems} at most.`));
  }

  function faultOf(item: string): string | undefined {
    if (item.length > maxLength) return `“${item.slice(0, 40)} …” is longer than ${maxLength} characters.`;
    return check?.(item);
  }

  return (
    <Field label={label} description={description} invalid={fault !== undefined} error={fault} noMargin htmlFor={id}>
      <Stack direction="column" gap={1}>
        {!isReadOnly && (
          <Input
            id={id}
            value={text}
            placeholder={placeholder ?? ''}
            invalid={fault !== undefined}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setOwn(undefined);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
            onBlur={add}
            addonAfter={
              <Button
                type="button"
                variant="secondary"
                aria-label={`Add to ${label}`}
                disabled={text.trim() === ''}
                onClick={add}
              >
                Add
              </Button>
            }
          />
        )}
        <ItemChips
          label={label}
          items={items}
          {...(isReadOnly ? {} : { onRemove: (gone: string) => onChange(items.filter((item) => item !== gone)) })}
        />
      </Stack>
    </Field>
  );
}
