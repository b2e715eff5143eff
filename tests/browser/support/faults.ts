import type { Page } from 'playwright-core';

/** Collects what must not happen on a page: errors in its console, exceptions, answers from 400 on, requests without one. */
export interface Faults {
  /** These are part of what is tested. */
  allow(pattern: RegExp): void;
  /** What was not allowed. */
  seen(): readonly string[];
}

export function watchFaults(page: Page): Faults {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  page.on('console', (message) => {
    // Chromium repeats each failed answer in the console, where its address is not in the text.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      seen.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => seen.push(`exception: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) seen.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left or a question that is asked anew breaks off what is under way.
    if (reason !== 'net::ERR_ABORTED') seen.push(`${reason} ${request.method()} ${request.url()}`);
  });
  return {
    allow: (pattern) => allowed.push(pattern),
    seen: () => seen.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
  };
}
