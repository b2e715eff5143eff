import { fieldsOfWord, spellingsOf } from '../model/logWords.ts';
import { field } from './field.ts';
import { textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { createWordSet } from './wordSet.ts';

const columns = (['protocol', 'action', 'severity', 'direction'] as const).map((name) => {
  return { name, slot: field[name], known: createWordSet(spellingsOf(name)) };
});
const wordShape = /^[a-z][a-z0-9 _.-]{0,39}$/i;

type WordColumn = (typeof columns)[number]['name'];

/** The first column of words that holds what can't stand there: no word at all, or a known word of another column. */
export function wordColumnFault(spans: FieldSpans): WordColumn | undefined {
  const { bytes, starts, ends } = spans;
  for (const { name, slot, known } of columns) {
    if (ends[slot] === starts[slot] || known.has(bytes, starts[slot], ends[slot])) continue;
    const text = textOf(spans, slot);
    const fields = fieldsOfWord(text);
    if (fields.includes(name)) continue;
    if (fields.length > 0 || !wordShape.test(text)) return name;
  }
  return undefined;
}
