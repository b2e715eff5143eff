import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { MendableError, messageOf } from '../errors.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { buildListVersion } from './listVersion.ts';
import type { ListVersion } from './listVersion.ts';
import { readIfThere } from '../files/readIfThere.ts';

const fileName = 'last-good-list.txt';
const title = 'active-defense-list-1';

interface Header {
  readonly madeAtMs: number;
  readonly databaseId: string;
}

/** Keeps the list on disk, so that a restart serves it before the database answers. */
export async function writeList(folder: string, version: ListVersion): Promise<void> {
  const header: Header = { madeAtMs: version.madeAtMs, databaseId: version.databaseId };
  const content = `${JSON.stringify(header)}\n${version.text}`;
  await writeFileAtomically(join(folder, fileName), `${title} ${digestOf(content)}\n${content}`);
}

/** The list that was kept last, or undefined when none was; throws a `MendableError` when the file is damaged. */
export async function readList(folder: string): Promise<ListVersion | undefined> {
  const path = join(folder, fileName);
  let file: string | undefined;
  try {
    file = await readIfThere(path);
  } catch (error) {
    throw new MendableError(
      'list-file-unreadable',
      `The last good list ${path} can't be read: ${messageOf(error)}. Make it readable for the user that the detector runs as.`,
      { cause: error },
    );
  }
  if (file === undefined) return undefined;
  const [firstLine, content] = splitOnce(file);
  if (firstLine !== `${title} ${digestOf(content)}`) {
    throw new MendableError(
      'list-file-damaged',
      `The last good list ${path} is damaged: its digest does not match its content. It is not served; a new one takes its place once the database has answered.`,
    );
  }
  const [headerLine, text] = splitOnce(content);
  const header = JSON.parse(headerLine) as Header;
  return buildListVersion(text.split('\n').slice(0, -1), header.madeAtMs, header.databaseId);
}

function splitOnce(text: string): [line: string, rest: string] {
  const end = text.indexOf('\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
