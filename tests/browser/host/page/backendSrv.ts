import { AppEvents, type EventBusExtended } from '@grafana/data';
import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';

type Parameter = string | number | boolean | undefined;

/** Grafana's HTTP client as far as plugins use it; Grafana's own is not on npm. */
export function createBackendSrv(events: EventBusExtended): BackendSrv {
  const fetch = <T>(options: BackendSrvRequest): Observable<FetchResponse<T>> =>
    new Observable((observer) => {
      send<T>(options).then(
        (response) => {
          announceSuccess(response, events);
          observer.next(response);
          observer.complete();
        },
        (fault: unknown) => {
          if (isFetchError(fault)) announceFault(options, fault, events);
          observer.error(fault);
        },
      );
    });
  const request = async <T>(options: BackendSrvRequest): Promise<T> => (await lastValueFrom(fetch<T>(options))).data;
  return {
    fetch,
    request,
    datasourceRequest: (options) => lastValueFrom(fetch(options)),
    get: (url, params: BackendSrvRequest['params'], requestId, options) =>
      request({ ...options, method: 'GET', url, params, requestId }),
    post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
    put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
    patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
    delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
    chunked: () => {
      throw new Error('The page host answers no chunked requests.');
    },
  };
}

async function send<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
  const hasBody = options.data !== undefined && options.data !== null;
  const response = await window.fetch(targetOf(options), {
    method: options.method ?? 'GET',
    headers: headersOf(options),
    body: hasBody ? JSON.stringify(options.data) : null,
    signal: options.abortSignal ?? null,
    credentials: 'same-origin',
  });
  const { status, statusText, ok, headers, url, type, redirected } = response;
  const data = parseBody(await response.text(), options.responseType) as T;
  if (ok) return { status, statusText, ok, headers, url, type, redirected, data, config: options };
  const fault: FetchError = {
    status,
    statusText,
    data: typeof data === 'string' ? { message: data } : data,
    config: options,
  };
  // Grafana's client throws this plain object; plugins tell it by its fields.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw fault;
}

function headersOf({ data, headers }: BackendSrvRequest): Headers {
  const all = new Headers(headers as Readonly<Record<string, string>> | undefined);
  if (data !== undefined && data !== null) all.set('Content-Type', 'application/json');
  return all;
}

/** As Grafana's client: parameters that are undefined or empty are left out. */
function targetOf({ url, params }: BackendSrvRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(
    (params ?? {}) as Readonly<Record<string, Parameter | readonly Parameter[]>>,
  )) {
    for (const one of [value].flat()) if (one !== undefined && one !== '') query.append(name, String(one));
  }
  const path = url.replace(/^\//, '');
  return query.size > 0 ? `${path}?${query}` : path;
}

function parseBody(text: string, responseType: BackendSrvRequest['responseType']): unknown {
  if (responseType === 'text') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isFetchError(fault: unknown): fault is FetchError {
  return typeof fault === 'object' && fault !== null && 'status' in fault && 'data' in fault;
}

function messageIn(data: unknown): string | undefined {
  const { message } = (data ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' && message !== '' ? message : undefined;
}

function announceSuccess({ config, data }: FetchResponse<unknown>, events: EventBusExtended): void {
  const message = messageIn(data);
  const isWanted = config.showSuccessAlert ?? (config.method ?? 'GET') !== 'GET';
  if (isWanted && message !== undefined) events.emit(AppEvents.alertSuccess, [message]);
}

/** Grafana waits 50 ms, in which the caller may mark the fault as handled. */
function announceFault({ showErrorAlert }: BackendSrvRequest, fault: FetchError, events: EventBusExtended): void {
  const message = messageIn(fault.data);
  if (message === undefined || showErrorAlert === false) return;
  setTimeout(() => {
    if (fault.isHandled !== true) {
      events.emit(fault.status < 500 ? AppEvents.alertWarning : AppEvents.alertError, [message]);
    }
  }, 50);
}
