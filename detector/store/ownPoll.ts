/** SQL for whether a client of the list is this server itself: somebody who tries it there, no firewall. */
export function isOwnPoll(client: string): string {
  return `(${client} <<= inet '127.0.0.0/8' or ${client} = inet '::1')`;
}
