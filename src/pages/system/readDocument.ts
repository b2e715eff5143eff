export type ReadDocument = { readonly document: Record<string, unknown> } | { readonly fault: string };

/** Reads the text of a configuration file as far as it is one object of JSON. */
export function readDocument(text: string, name: string): ReadDocument {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { document: value as Record<string, unknown> };
    }
  } catch {
    // Reported below, as for other JSON.
  }
  return { fault: `${name} is not a configuration file: take one that was downloaded here or from another detector.` };
}
