import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { useCallback, useState } from 'react';
import type { Answer, Input, RouteName } from '../../detector/api/contract/contract.ts';
import { asFault } from './fault.ts';
import type { ApiFault } from './fault.ts';
import { request } from './request.ts';

export interface Change<Name extends RouteName> {
  /** Resolves with the answer, or undefined when it failed: `fault` says why then. */
  readonly run: (input: Input<Name>) => Promise<Answer<Name> | undefined>;
  readonly isRunning: boolean;
  readonly fault: ApiFault | undefined;
  readonly clear: () => void;
}

/** Sends a change; `tell` makes the sentence that Grafana shows when it is done, undefined for none. */
export function useChange<Name extends RouteName>(
  name: Name,
  tell?: (answer: Answer<Name>) => string | undefined,
): Change<Name> {
  const [isRunning, setRunning] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  const clear = useCallback(() => setFault(undefined), []);

  async function run(input: Input<Name>): Promise<Answer<Name> | undefined> {
    setRunning(true);
    setFault(undefined);
    try {
      const answer = await request(name, input);
      const sentence = tell?.(answer);
      if (sentence !== undefined) getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [sentence] });
      return answer;
    } catch (error) {
      setFault(asFault(error));
      return undefined;
    } finally {
      setRunning(false);
    }
  }

  return { run, isRunning, fault, clear };
}
