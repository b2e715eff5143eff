import { compileColumns } from './columnFormat.ts';
import type { ColumnFormat } from './columnFormat.ts';
import { compileFormat } from './deviceFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';

/** What a device says of how it writes: a format string, or columns. */
export interface OwnFormat {
  readonly format?: DeviceFormat;
  readonly columns?: ColumnFormat;
}

/** Compiles what a device was given: a format string has variables such as `$src`, anything else is a list of columns. */
export function compileOwnFormat(text: string | null): OwnFormat | string {
  if (text === null) return {};
  if (/\$[a-z]/i.test(text)) {
    const format = compileFormat(text);
    return typeof format === 'string' ? format : { format };
  }
  const columns = compileColumns(text);
  return typeof columns === 'string' ? columns : { columns };
}
