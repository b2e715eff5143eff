import { digitsOfColumn, slotOfColumn } from './columnNames.ts';
import type { CsvLayout } from './csvLayouts.ts';
import { field, fieldNames } from './field.ts';
import type { Header } from './header.ts';

/** A device's own order of columns. */
export interface ColumnFormat {
  readonly layout: CsvLayout;
  readonly delimiter: number;
}

const delimiters = [',', ';', '|', '\t'];
const maxColumns = 500;
const required = [field.source, field.destination, field.destinationPort, field.action, field.type] as const;
/** The best one that a list has stands for the time of receipt, which no record can do without. */
const times = [field.time, field.generatedTime, field.highResTime] as const;

/** Compiles the names of columns, divided as the lines are, or says in a sentence what is wrong with them and how to mend it. */
export function compileColumns(text: string): ColumnFormat | string {
  const delimiter = delimiters.find((each) => text.trim().includes(each)) ?? ',';
  const names = text.trim().split(delimiter);
  if (names.length > maxColumns) return `The list has ${names.length} columns; at most ${maxColumns} are allowed.`;
  const slots = Int8Array.from(names, (name) => slotOfColumn(name) ?? -1);
  const missing = required.filter((slot) => !slots.includes(slot)).map((slot) => fieldNames[slot]);
  const time = times.find((slot) => slots.includes(slot));
  if (time === undefined) missing.push('time');
  if (missing.length > 0)
    return `The list of columns lacks ${missing.join(', ')}: use PAN-OS's names, such as Source Address, Destination Port or Generated Time, in the order of the lines.`;
  const twice = names.find((_, index) => slots[index] >= 0 && slots.indexOf(slots[index]) !== index);
  if (twice !== undefined) return `The list has a second column for ${twice.trim()}: rename the one that is not meant.`;
  if (slots[slots.length - 1] >= 0)
    return 'The list ends with a column that is used, so a line that was cut short looks like a whole one: add a column behind it.';
  if (time !== undefined) slots[slots.indexOf(time)] = field.time;
  const lastRequired = Math.max(...[...required, field.time].map((slot) => slots.indexOf(slot)));
  return { layout: { slots, digits: names.map(digitsOfColumn), lastRequired }, delimiter: delimiter.charCodeAt(0) };
}

/** A line without a header has its first columns where a time or a host's name may stand: they are none. */
export function dropHostInColumns(bytes: Buffer, header: Header, columns: ColumnFormat | undefined): void {
  if (columns === undefined) return;
  const { delimiter } = columns;
  if (bytes.subarray(header.timeStart, header.timeEnd + 1).includes(delimiter)) {
    header.timeEnd = header.timeStart;
    header.hostStart = header.timeStart;
    header.hostEnd = header.timeStart;
    header.messageStart = header.timeStart;
  } else if (bytes.subarray(header.hostStart, header.hostEnd).includes(delimiter)) {
    header.hostEnd = header.hostStart;
    header.messageStart = header.hostStart;
  }
}
