/** Longer than any line that is read. */
const maxBytes = 1_048_576;

/** The bytes of standard input up to its end; no more than a MiB and the chunk that passes it. */
export async function readStandardInput(stdin: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    length += bytes.length;
    if (length > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
