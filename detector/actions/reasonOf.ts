import { MendableError } from '../errors.ts';

/** A reason that says something; throws where it does not. */
export function reasonOf(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new MendableError('reason-missing', 'A reason is missing: say why, for whoever asks later.');
}
