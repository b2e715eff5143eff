import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A document for people: its path from the checkout, its text, and the text without blocks and spans of code. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly prose: string;
}

/** Every document of the checkout. */
export const documents: readonly Document[] = globSync(['*.md', '{docs,deploy,provisioning,tests}/**/*.md'], {
  cwd: root,
})
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const prose = text.replaceAll(/^( *)```[^]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
    return { path, text, prose };
  });

/** What stands behind # in links to a document's headings, as GitHub makes it. */
export function anchorsOf({ text }: Document): Set<string> {
  const outside = text.replaceAll(/^( *)```[^]*?^ *```$/gm, '');
  const headings = Array.from(outside.matchAll(/^#{1,6} +(.+?) *$/gm), ([, heading]) => heading);
  const counts = new Map<string, number>();
  return new Set(
    headings.map((heading) => {
      const anchor = heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-');
      const before = counts.get(anchor) ?? 0;
      counts.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

/** The lines of blocks that are marked as a shell's, with lines that end in a backslash joined. */
export function shellLines({ text }: Document): string[] {
  const blocks = Array.from(text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm), ([, block]) => block);
  return blocks.flatMap((block) => block.replaceAll(/\\\n\s*/g, ' ').split('\n')).map((line) => line.trim());
}

/** A shell's words of one command, as far as the documents use quoting. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  );
}

/** How the documents call the command line from a checkout. */
export const call = 'npm run -s detector -- ';

/** Documents whose commands a new user runs from first to last, on an installation of their own. */
export const walkedPaths = ['install', 'firewall', 'backup', 'migrate-from-old', 'operation', 'troubleshooting'].map(
  (name) => `docs/${name}.md`,
);

/** A command of these documents that needs neither a shell's pipes and files nor a firewall's. */
export function isRunWithoutShell(path: string, line: string): boolean {
  return walkedPaths.includes(path) && line.startsWith(call) && !/[|<>]/.test(line);
}
