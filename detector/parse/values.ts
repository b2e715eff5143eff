/** A port in decimal digits; no text is port 0, as ping has; -1 for anything else. */
export function readPort(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 5) return -1;
  let port = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at] - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    port = port * 10 + digit;
  }
  return port <= 65_535 ? port : -1;
}
