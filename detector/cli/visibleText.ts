/**
 * Log lines, host names and user agents are written by strangers. Control characters and marks that turn the direction of
 * writing could move a terminal's cursor, colour or hide text, or make a command look like another.
 */
const unseen = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** A text as a terminal may show it, on one line: each such character escaped as JSON does, so that JSON stays the same document. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
