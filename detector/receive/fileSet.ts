import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { identityAt, identityOfOpen } from './fileIdentity.ts';
import type { CommittedPosition } from './filePosition.ts';
import { FileReader } from './fileReader.ts';
import type { FileReaderContext } from './fileReader.ts';
import { findFiles, findRenamedFiles } from './findFiles.ts';
import type { FoundFile } from './findFiles.ts';
import { isMatched } from './matchFiles.ts';
import type { FileProblems } from './matchFiles.ts';

/** A renamed file is let go when nothing has come for so long; until then its writer may not know of the rename. */
const retireIdleMs = 300_000;

/** Who can make files can make faulty ones. */
const maxProblems = 100;

interface FileSetOptions {
  readonly patterns: () => readonly string[];
  readonly committed: (identity: string) => CommittedPosition | undefined;
  readonly maxFiles: number;
  readonly log: Logger;
  readonly reader: FileReaderContext;
}

/** The open files: found by pattern, kept by identity, let go when they are done with. */
export class FileSet {
  readonly readers = new Map<string, FileReader>();
  readonly #options: FileSetOptions;
  #problems: FileProblems = new Map();
  #skipped = 0;
  #isFirstScan = true;

  constructor(options: FileSetOptions) {
    this.#options = options;
  }

  /** What kept files from being found or opened at the last scan, by path or pattern. */
  get problems(): ReadonlyMap<string, string> {
    return this.#problems;
  }

  /** Files that match but are not followed, because as many as may be are. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Opens what is new, lets go what is done with. */
  async scan(): Promise<void> {
    const { committed } = this.#options;
    const patterns = this.#options.patterns();
    this.#skipped = 0;
    const problems: FileProblems = new Map();
    const found = await findFiles(patterns, problems);
    if (this.#isFirstScan) {
      for (const file of findRenamedFiles(patterns, found, committed)) await this.#follow(file, problems);
      this.#isFirstScan = false;
    }
    // Known files come first, so that new ones can't displace them.
    const isKnown = ({ identity }: FoundFile) => this.readers.has(identity) || committed(identity) !== undefined;
    const { known = [], strange = [] } = Object.groupBy(found.values(), (file) =>
      isKnown(file) ? 'known' : 'strange',
    );
    for (const file of [...known, ...strange]) await this.#follow(file, problems);
    if (this.#skipped > 0) {
      const { maxFiles } = this.#options;
      problems.set(
        '*',
        `Some files are not followed: ${maxFiles} are, as many as may be. Remove old ones or narrow the patterns.`,
      );
    }
    await this.#retire(found, patterns);
    this.#showProblems(problems);
  }

  async close(): Promise<void> {
    await Promise.all([...this.readers.values()].map((reader) => reader.close()));
    this.readers.clear();
  }

  async #follow(file: FoundFile, problems: FileProblems): Promise<void> {
    const { maxFiles } = this.#options;
    const reader = this.readers.get(file.identity);
    if (reader !== undefined) {
      reader.path = file.path;
    } else if (this.readers.size < maxFiles) {
      await this.#open(file).catch((error: unknown) => problems.set(file.path, messageOf(error)));
    } else {
      this.#skipped++;
    }
  }

  async #open({ identity, path, location }: FoundFile): Promise<void> {
    // Without O_NONBLOCK, opening would block if a pipe has replaced the file.
    const handle = await open(location, constants.O_RDONLY | constants.O_NONBLOCK);
    if (identityOfOpen(handle.fd) !== identity) {
      await handle.close();
      return;
    }
    const committed = this.#options.committed(identity);
    this.readers.set(identity, new FileReader({ path, identity, handle, committed }, this.#options.reader));
    this.#options.log.info({ path, location, offset: committed?.offset ?? 0 }, 'following log file');
  }

  /** A file that no pattern names any more is let go at once, a renamed one when its writer has left it. */
  async #retire(found: ReadonlyMap<string, FoundFile>, patterns: readonly string[]): Promise<void> {
    for (const [identity, reader] of this.readers) {
      if (found.has(identity)) continue;
      const isWanted = isMatched(reader.path, patterns);
      if (isWanted && (!isLeft(reader) || isStillAt(reader.path, identity))) continue;
      this.readers.delete(identity);
      await reader.close();
      const { path, position, waitingBytes } = reader;
      this.#options.log.info({ path, position, waitingBytes }, 'no longer following log file');
    }
  }

  #showProblems(problems: FileProblems): void {
    const shown = [...problems].slice(-maxProblems);
    for (const [path, problem] of shown) {
      if (this.#problems.get(path) !== problem) this.#options.log.warn({ path, problem }, 'log file problem');
    }
    this.#problems = new Map(shown);
  }
}

function isLeft(reader: FileReader): boolean {
  return reader.isDrained && reader.idleMs >= retireIdleMs;
}

function isStillAt(path: string, identity: string): boolean {
  try {
    return identityAt(path) === identity;
  } catch {
    return true;
  }
}
