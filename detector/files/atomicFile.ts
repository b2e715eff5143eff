import { chown, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file in place whole or not at all, also across a power cut. The folder has to exist. `owner`: other than this process's user. */
export async function writeFileAtomically(
  path: string,
  content: string,
  mode = 0o644,
  owner: { readonly uid?: number; readonly gid?: number } = {},
): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  try {
    const file = await open(draft, 'w', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(draft, owner.uid, owner.gid);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** The rename itself is only durable once the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
