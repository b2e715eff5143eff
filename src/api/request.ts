import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import type { Answer, Input, RouteName } from '../../detector/api/contract/contract.ts';
import { pluginId } from '../pluginId.ts';
import { buildTarget } from './buildTarget.ts';
import { ApiFault, faultOf } from './fault.ts';

/** Asks the detector through Grafana's plugin proxy, which adds the token and says who asks. Throws an `ApiFault`. */
export async function request<Name extends RouteName>(
  name: Name,
  input: Input<Name>,
  abortSignal?: AbortSignal,
): Promise<Answer<Name>> {
  const { method, path, query, body } = buildTarget(name, input);
  try {
    const response = await lastValueFrom(
      getBackendSrv().fetch<Answer<Name>>({
        method,
        url: `/api/plugin-proxy/${pluginId}/api/v1${path}`,
        params: query,
        ...(body === undefined ? {} : { data: body }),
        ...(abortSignal === undefined ? {} : { abortSignal }),
        showErrorAlert: false,
        showSuccessAlert: false,
      }),
    );
    return response.data;
  } catch (error) {
    throw isFetchError(error)
      ? faultOf(error.status, error.data)
      : new ApiFault('unreachable', 0, messageOf(error), []);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request could not be sent.';
}
