import type { BlacklistState } from './blacklistState.ts';
import type { Request } from './request.ts';

export type ChangeState = (changes: Partial<BlacklistState>, options?: { isStep?: boolean }) => void;

/** What each part of the page has at hand. */
export interface PageProps {
  readonly state: BlacklistState;
  readonly change: ChangeState;
  /** When what is shown was last asked for by a person, or changed by them; ms since 1970. */
  readonly refreshedAt: number;
  /** Asks for everything anew. */
  readonly onRefresh: () => void;
  /** Opens the dialog of an action. */
  readonly onRequest: (request: Request) => void;
}
