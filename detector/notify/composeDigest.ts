import { blockFacts, originText } from './blockFacts.ts';
import type { Fact } from './blockFacts.ts';
import { escapeHtml, oneLine } from './plainText.ts';
import type { NotifiedBlock } from './notifiedBlock.ts';

/** Blocks that one mail tells of in detail; the rest are counted. */
export const maxDetailed = 50;

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface DigestOptions {
  /** At most `maxDetailed`, the newest of them. */
  readonly blocks: readonly NotifiedBlock[];
  /** How many there are in all. */
  readonly total: number;
  readonly timeZone: string;
  /** Empty: no links. */
  readonly grafanaUrl: string;
}

interface Entry {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly link: string | undefined;
}

/** A mail about new blocks. What came from logs is on one line in the subject and escaped in HTML. */
export function composeDigest({ blocks, total, timeZone, grafanaUrl }: DigestOptions): Composed {
  const entries = blocks.map((block): Entry => {
    const location = oneLine(block.location, 60);
    return {
      title: location === '' ? block.address : `${block.address} (${location})`,
      facts: blockFacts(block, timeZone).filter(([name]) => name !== 'Location'),
      link: linkTo(grafanaUrl, `?block=${block.id}`),
    };
  });
  const [only] = blocks;
  const subject =
    total === 1 && only !== undefined && blocks.length === 1
      ? subjectOfOne(only)
      : `Active Defense: ${total} new blocks`;
  const heading =
    total === 1 ? 'One address or range was put on the blacklist.' : `${total} blocks are new on the blacklist.`;
  const left = total - entries.length;
  const rest = left <= 0 ? '' : `${left} more ${left === 1 ? 'is' : 'are'} new, not told of here.`;
  const footer = `Times are in ${timeZone}. Who gets this mail is set on the page Notifications.`;
  const all = linkTo(grafanaUrl, '');
  return {
    subject,
    text: textOf(heading, entries, rest, all, footer),
    html: htmlOf(heading, entries, rest, all, footer),
  };
}

function subjectOfOne({ address, origin, createdBy }: NotifiedBlock): string {
  const why = origin === 'manual' ? `by ${oneLine(createdBy, 60)}` : originText(origin);
  return `Active Defense: ${address} is blocked (${why})`;
}

function linkTo(grafanaUrl: string, query: string): string | undefined {
  if (grafanaUrl === '') return undefined;
  return `${grafanaUrl.replace(/\/+$/, '')}/a/activedefense-syslog-app/blacklist${query}`;
}

function textOf(
  heading: string,
  entries: readonly Entry[],
  rest: string,
  all: string | undefined,
  footer: string,
): string {
  const parts = entries.map(({ title, facts, link }) =>
    [title, ...facts.map(([name, value]) => `  ${name}: ${value}`), ...(link === undefined ? [] : [`  ${link}`])].join(
      '\n',
    ),
  );
  const ending = [rest, all ?? '', footer].filter((line) => line !== '').join('\n');
  return `${[heading, ...parts, ending].join('\n\n')}\n`;
}

function htmlOf(
  heading: string,
  entries: readonly Entry[],
  rest: string,
  all: string | undefined,
  footer: string,
): string {
  const anchor = (href: string, text: string) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
  const cell = 'style="padding:1px 12px 1px 0;vertical-align:top"';
  const parts = entries.map(({ title, facts, link }) => {
    const head = link === undefined ? escapeHtml(title) : anchor(link, title);
    const rows = facts.map(
      ([name, value]) => `<tr><td ${cell}>${escapeHtml(name)}</td><td ${cell}>${escapeHtml(value)}</td></tr>`,
    );
    return `<h3 style="margin:16px 0 4px">${head}</h3>\n<table style="border-collapse:collapse">\n${rows.join('\n')}\n</table>`;
  });
  const ending = [escapeHtml(rest), all === undefined ? '' : anchor(all, 'All blocks'), escapeHtml(footer)];
  const paragraphs = ending.filter((line) => line !== '').map((line) => `<p>${line}</p>`);
  const body = [`<p>${escapeHtml(heading)}</p>`, ...parts, ...paragraphs].join('\n');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Active Defense</title></head>\n<body style="font-family:sans-serif;font-size:14px">\n${body}\n</body></html>\n`;
}
