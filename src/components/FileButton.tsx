import { Button, Stack, Text } from '@grafana/ui';
import { useRef, useState } from 'react';
import { numberWords } from './numberWords.ts';

interface Props {
  readonly children: string;
  /** Endings that the browser offers, such as `.txt,.csv`. */
  readonly accept: string;
  readonly maxCharacters: number;
  readonly onText: (text: string, name: string) => void;
}

/** Takes the text of a file of the person's; one that is too long or can't be read is refused with a sentence. */
export function FileButton({ children, accept, maxCharacters, onText }: Props) {
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  async function read(file: File): Promise<void> {
    setFault(undefined);
    try {
      // A character takes at most 4 bytes, so a longer file need not be read.
      const text = file.size > maxCharacters * 4 ? undefined : await file.text();
      if (text !== undefined && text.length <= maxCharacters) onText(text, file.name);
      else setFault(`${file.name} has more than ${numberWords(maxCharacters)} characters. Take it in parts.`);
    } catch (error) {
      setFault(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }

  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={children}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.item(0);
          if (file !== null && file !== undefined) void read(file);
          // So that the same file can be chosen again after it was corrected.
          currentTarget.value = '';
        }}
      />
      <Button type="button" size="sm" variant="secondary" icon="upload" onClick={() => input.current?.click()}>
        {children}
      </Button>
      {fault !== undefined && <Text color="error">{fault}</Text>}
    </Stack>
  );
}
