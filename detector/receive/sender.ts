/** A sender's address in canonical text: IPv4 that came over an IPv6 socket as IPv4, and without a zone. */
export function senderOf(remoteAddress: string | undefined): string {
  const address = (remoteAddress ?? '').replace(/%.*$/, '');
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
