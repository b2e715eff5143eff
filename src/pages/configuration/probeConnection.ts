import type { Answer } from '../../../detector/api/contract/contract.ts';
import { ApiFault } from '../../api/fault.ts';
import { request } from '../../api/request.ts';
import { badOutcome } from './badOutcome.ts';
import type { BadOutcome } from './badOutcome.ts';

/** What came of a question to the detector with the stored settings. */
export type TestOutcome = { readonly isGood: true; readonly overview: Answer<'GET /overview'> } | BadOutcome;

export async function probeConnection(apiUrl: string): Promise<TestOutcome> {
  try {
    const overview: unknown = await request('GET /overview', {});
    // A wrong address may answer with an HTML page.
    if (typeof overview === 'object' && overview !== null && 'isWorking' in overview) {
      return { isGood: true, overview: overview as Answer<'GET /overview'> };
    }
    return badOutcome(new ApiFault('not-set-up', 200, '', []), apiUrl);
  } catch (error) {
    return badOutcome(error instanceof ApiFault ? error : new ApiFault('broken', 0, String(error), []), apiUrl);
  }
}
