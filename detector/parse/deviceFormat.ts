import { field } from './field.ts';
import type { FieldSlot } from './field.ts';
import { formatVariables, requiredVariables, timeVariables } from './formatVariables.ts';
import type { ValueKind } from './formatVariables.ts';
import { createWordTexts } from './words.ts';
import type { WordTexts } from './words.ts';

export interface FormatField {
  /** The text before the value, with the separator in front of it (for the first pair of a line, too). */
  readonly label: Buffer;
  /** The label without the separator. */
  readonly pairLabel: Buffer;
  /** Its name among a record's further fields, when it has no slot. */
  readonly name: string;
  readonly slot: FieldSlot | undefined;
  readonly kind: ValueKind;
  readonly threatOnly: boolean;
}

/** A log format, compiled from the string that a firewall is set up with. */
export interface DeviceFormat {
  readonly fields: readonly FormatField[];
  /** What a whole line ends with. */
  readonly tail: Buffer;
  /** Every label but the first begins with `; `, so a line can be read pair by pair and have further pairs. */
  readonly isPairs: boolean;
  /** The fields' `pairLabel`s to be compared by words; undefined where that can't be. */
  readonly pairTexts: WordTexts | undefined;
}

const maxFormatLength = 4_096;
const maxFields = 64;
export const pairSeparator = '; ';

/** Compiles a format string pasted from the firewall, or says in a sentence what is wrong with it and how to mend it. */
export function compileFormat(text: string): DeviceFormat | string {
  const source = text.trim();
  if (source.length > maxFormatLength)
    return `The format has ${source.length} characters; at most ${maxFormatLength} are allowed.`;
  const literals: string[] = [];
  const variables: string[] = [];
  let end = 0;
  for (const match of source.matchAll(/\$([A-Za-z][A-Za-z0-9_]*)/g)) {
    literals.push(source.slice(end, match.index));
    variables.push(match[1]);
    end = match.index + match[0].length;
  }
  const tail = source.slice(end).trim();
  const fault = faultOf(literals, variables, tail);
  if (fault !== undefined) return fault;

  const timeVariable = timeVariables.find((name) => variables.includes(name));
  const isPairs = tail === ';' && literals.every((literal, index) => index === 0 || literal.startsWith(pairSeparator));
  if (isPairs) literals[0] = `${pairSeparator}${literals[0]}`;
  const fields = variables.map((variable, index) => createField(literals[index], variable, variable === timeVariable));
  const pairTexts = isPairs ? createWordTexts(fields.map(({ pairLabel }) => pairLabel)) : undefined;
  return { fields, tail: Buffer.from(tail), isPairs, pairTexts };
}

function faultOf(literals: readonly string[], variables: readonly string[], tail: string): string | undefined {
  const missing = requiredVariables.filter((name) => !variables.includes(name)).map((name) => `$${name}`);
  if (!timeVariables.some((name) => variables.includes(name))) missing.push('$time_received');
  if (missing.length > 0)
    return `The format lacks ${missing.join(', ')}: add ${missing.length === 1 ? 'it' : 'them'} on the firewall and here.`;
  if (variables.length > maxFields)
    return `The format has ${variables.length} variables; at most ${maxFields} are allowed.`;
  const twice = variables.find((name, index) => variables.indexOf(name) !== index);
  if (twice !== undefined) return `The format has $${twice} twice: take one of them out.`;
  const bare = variables.find((_, index) => literals[index].trim() === '');
  if (bare !== undefined)
    return `The format has no text before $${bare}, so nothing tells where its value starts: write a label such as "; Name=" before it.`;
  if (tail === '')
    return 'The format ends with a variable, so a line that was cut short looks like a whole one: end the format with ";".';
  return undefined;
}

function createField(literal: string, variable: string, isTime: boolean): FormatField {
  const known = formatVariables[variable];
  const slot = isTime ? field.time : known?.slot;
  const kind = isTime || timeVariables.includes(variable) ? 'fixed' : (known?.kind ?? 'stranger');
  // The firewall is set up with `Type= $type`, but some senders drop that space.
  const label = kind === 'fixed' ? literal.trimEnd() : literal;
  const pairLabel = Buffer.from(label.startsWith(pairSeparator) ? label.slice(pairSeparator.length) : label);
  const name = /([\w-]+)\s*[=:]\s*"?$/.exec(literal)?.[1] ?? variable;
  return {
    label: Buffer.from(label),
    pairLabel,
    name,
    slot,
    kind,
    threatOnly: known?.threatOnly === true,
  };
}
