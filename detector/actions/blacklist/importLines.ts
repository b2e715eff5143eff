import { parseEntryRange } from '../../block/parseEntryRange.ts';
import { MendableError } from '../../errors.ts';
import { formatCidr } from '../../model/cidr.ts';

/** An address or range of a text that people import, in canonical text. */
export interface ImportedRange {
  /** From 1 on. */
  readonly line: number;
  readonly range: string;
  readonly reason: string;
}

export interface ImportFault {
  readonly line: number;
  readonly because: string;
}

const maxLines = 10_000;
const maxReason = 1_000;

/**
 * Reads one address or range a line; what follows it is the reason, else the one given. A line that begins with # says
 * nothing, and of a range that stands there twice the first line counts.
 */
export function readImportLines(
  text: string,
  reason: string,
  verb: 'block' | 'allow',
): {
  readonly ranges: ImportedRange[];
  readonly faults: ImportFault[];
  /** Lines whose only fault is that they have no reason. */
  readonly unexplained: number[];
} {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > maxLines + 1) {
    throw new MendableError(
      'import-too-long',
      `The text has ${lines.length} lines; at most ${maxLines} are taken at once: import it in parts.`,
    );
  }
  const ranges = new Map<string, ImportedRange>();
  const faults: ImportFault[] = [];
  const unexplained: number[] = [];
  lines.forEach((each, i) => {
    const line = i + 1;
    const [, rangeText = '', own = ''] = /^([^\s,;#]*)[\s,;]*(.*)$/.exec(each.trim()) ?? [];
    if (rangeText === '') {
      if (own !== '' && !own.startsWith('#')) faults.push({ line, because: 'The line begins with no address.' });
      return;
    }
    const cidr = parseEntryRange(rangeText, verb);
    const why = own.replace(/^#\s*/, '') || reason.trim();
    if (typeof cidr === 'string') faults.push({ line, because: cidr });
    else if (why === '') {
      unexplained.push(line);
      faults.push({ line, because: 'A reason is missing: write one behind the address.' });
    } else if (!ranges.has(formatCidr(cidr))) {
      ranges.set(formatCidr(cidr), { line, range: formatCidr(cidr), reason: why.slice(0, maxReason) });
    }
  });
  return { ranges: [...ranges.values()], faults, unexplained };
}
