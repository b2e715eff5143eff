import { timeText } from './blockFacts.ts';
import type { Composed } from './composeDigest.ts';
import { escapeHtml } from './plainText.ts';

/** The mail that the test button sends. */
export function composeTestMail(nowMs: number, timeZone: string): Composed {
  const lines = [
    'This is the test mail that somebody asked for on the page Notifications.',
    `It was made at ${timeText(nowMs, timeZone)} (${timeZone}). Mails about new blocks come this way.`,
  ];
  return {
    subject: 'Active Defense: test mail',
    text: `${lines.join('\n')}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}\n</body></html>\n`,
  };
}
