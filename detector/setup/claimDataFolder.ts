import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MendableError } from '../errors.ts';

/** Says that this process serves from a data folder; throws a `MendableError` while another one does. Returns what takes it back. */
export async function claimDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'detector.pid');
  const claim = (await readFile(file, 'utf8').catch(() => '')).trim();
  const [pid = ''] = claim.split(' ');
  if (claim !== '' && claim === (await identityOf(pid))) {
    throw new MendableError(
      'already-running',
      `A detector runs on the data folder ${dataDir} already (process ${pid}). End that one first (kill ${pid}), or give this one another folder and ports.`,
    );
  }
  const own = await identityOf(String(process.pid));
  await writeFile(file, `${own}\n`);
  return () => rm(file, { force: true });
}

/** A pid is used again; together with when its process began, and in which boot, it is not. Empty: there is no such process. */
async function identityOf(pid: string): Promise<string> {
  try {
    const stat = await readFile(`/proc/${Number(pid)}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // proc(5): the 22nd field is the start time; the second one, in brackets, may hold blanks and brackets.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [Number(pid), afterName[19], boot.trim()].join(' ');
  } catch {
    return '';
  }
}
