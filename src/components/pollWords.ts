const words: Readonly<Record<number, string | undefined>> = {
  200: 'The list',
  304: 'No change',
  401: 'Login refused',
  403: 'Not allowed',
  404: 'Wrong path',
  503: 'No list yet',
};

/** What a client got for a status, in a word or two. */
export function pollWords(status: number): string {
  return words[status] ?? `Status ${status}`;
}
