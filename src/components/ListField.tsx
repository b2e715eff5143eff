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
  const [pending, setPending] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<string>();
  const id = useId();
  const fault = own ?? props.fault;
  const settled = items.filter((item) => !pending.includes(item));

  /** What is typed and will do belongs to the list at once, so that whoever saves without adding it first loses nothing. */
  function write(written: string): void {
    const { right } = sorted(written);
    setText(written);
    setOwn(undefined);
    setPending(right);
    if (pending.length > 0 || right.length > 0) onChange([...settled, ...right]);
  }

  function settle(written: string): void {
    const { right, rest } = sorted(written);
    setPending([]);
    setText(rest.join(' '));
    const wrong = rest.map(faultOf).find((one) => one !== undefined);
    setOwn(rest.length === 0 ? undefined : (wrong ?? `The list takes ${maxItems} at most.`));
    if (right.length > 0) onChange([...settled, ...right]);
  }

  function sorted(written: string): { right: string[]; rest: string[] } {
    const given = splitItems(written, isNames ? nameSeparator : separator, settled);
    const free = Math.max(0, maxItems - settled.length);
    const right = given.filter((item) => faultOf(item) === undefined).slice(0, free);
    return { right, rest: given.filter((item) => !right.includes(item)) };
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
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              settle(text);
            }}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text');
              // A one-line field would join the lines of a list.
              if (!pasted.includes('\n')) return;
              event.preventDefault();
              settle(`${text}\n${pasted}`);
            }}
            onBlur={(event) => {
              // The button must not move while somebody is about to press it.
              if (!(event.relatedTarget instanceof HTMLButtonElement)) settle(text);
            }}
            addonAfter={
              <Button
                type="button"
                variant="secondary"
                aria-label={`Add to ${label}`}
                disabled={text.trim() === ''}
                onClick={() => settle(text)}
              >
                Add
              </Button>
            }
          />
        )}
        {(isReadOnly || settled.length > 0) && (
          <ItemChips
            label={label}
            items={settled}
            {...(isReadOnly ? {} : { onRemove: (gone: string) => onChange(items.filter((item) => item !== gone)) })}
          />
        )}
      </Stack>
    </Field>
  );
}
