import { readFileSync } from 'node:fs';

/** Datagrams that the kernel dropped because the receive buffer of a port was full; 0 where the system does not tell. */
export function kernelUdpDrops(port: number): number {
  return ['/proc/net/udp', '/proc/net/udp6'].reduce((sum, path) => sum + dropsIn(path, port), 0);
}

function dropsIn(path: string, port: number): number {
  const ending = ':' + port.toString(16).toUpperCase().padStart(4, '0');
  let drops = 0;
  for (const row of linesOf(path)) {
    const columns = row.trim().split(/\s+/);
    if (columns[1]?.endsWith(ending)) drops += Number(columns.at(-1));
  }
  return drops;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'latin1').split('\n');
  } catch {
    return [];
  }
}
