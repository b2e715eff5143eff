import { canonicalText } from '../../actions/canonicalText.ts';

/** An address or range that was asked for in canonical text; undefined where none was. Throws for what is neither. */
export function canonicalRange(text: string | undefined): string | undefined {
  return text === undefined ? undefined : canonicalText(text);
}
