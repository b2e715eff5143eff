import { canonicalText } from '../actions/canonicalText.ts';

/** An address or range as it was given, once it is known to be one: a wrong one is refused before any database is opened or made. */
export function addressArgument(text: string): string {
  canonicalText(text);
  return text;
}
