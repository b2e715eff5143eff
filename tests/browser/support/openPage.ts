import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from 'playwright-core';
import { pluginId } from '../../../src/pluginId.ts';
import type { HostDashboards } from '../host/dashboards.ts';
import type { Theme } from '../host/hostDocument.ts';
import type { Role } from '../host/pluginRoutes.ts';
import { assertAccessible } from './accessibility.ts';
import { watchFaults } from './faults.ts';
import type { DetectorApi } from './grafana.ts';
import { closePagesFirst, closeWithPages } from './openedPages.ts';
import { openHost } from './openHost.ts';
import { openRealGrafana } from './openRealGrafana.ts';

const screenshots = fileURLToPath(new URL('../screenshots/', import.meta.url));
/** A page takes 1 s on an idle machine, and far longer where all tests run at once. */
const timeoutMs = 60_000;
const browserPath = '/usr/bin/chromium';

export const themes: readonly Theme[] = ['light', 'dark'];

export interface OpenOptions {
  /** Below the plugin's own pages (`blacklist?state=held`), or from the root of Grafana on (`/plugins/…`). */
  readonly path: string;
  readonly role?: Role;
  readonly theme?: Theme;
  readonly api?: DetectorApi;
  /** Those that are provisioned unless said; a real Grafana has what it has. */
  readonly dashboards?: HostDashboards;
}

/** A page of the plugin in a browser. What a person sees is looked for in `main`: Grafana's menu has the same words. */
export interface OpenedPage {
  readonly page: Page;
  readonly main: Locator;
  goTo(path: string): Promise<void>;
  /** Lets pass what is tested, such as `/^403 POST .*blacklist/`. Any other console error or answer from 400 on fails the test. */
  allowFault(pattern: RegExp): void;
  assertAccessible(): Promise<void>;
  /** Keeps the whole page as `tests/browser/screenshots/<name>-<theme>.png`. */
  screenshot(name: string): Promise<void>;
}

/** Opens a page in the page host, or in the Grafana at `GRAFANA_URL`, as someone of that role; closed when the test ends. */
export async function openPage(t: TestContext, options: OpenOptions): Promise<OpenedPage> {
  const { path, role = 'Admin', theme = 'dark', api, dashboards = 'provisioned' } = options;
  const address = process.env['GRAFANA_URL'];
  const visit = { role, theme, api, dashboards };
  closePagesFirst(t);
  const grafana = address === undefined ? await openHost(visit) : await openRealGrafana(address, visit);
  t.after(() => grafana.close());
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  closeWithPages(t, () => browser.close());
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  await context.addCookies(grafana.cookies.map((cookie) => ({ ...cookie, url: grafana.url })));
  context.setDefaultTimeout(timeoutMs);
  await context.addInitScript(ignoreIconsOnTheirWay);
  const page = await context.newPage();
  const faults = watchFaults(page);
  t.after(() => {
    // A test that failed already is told why only here.
    for (const fault of faults.seen()) t.diagnostic(fault);
    assert.deepEqual(faults.seen(), []);
  });
  const goTo = async (to: string): Promise<void> => {
    await page.goto(new URL(to, `${grafana.url}/a/${pluginId}/`).href);
  };
  await goTo(path);
  return {
    page,
    main: page.locator('main'),
    goTo,
    allowFault: faults.allow,
    assertAccessible: () => assertAccessible(page),
    screenshot: async (name) => {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}${name}-${theme}.png`, fullPage: true });
    },
  };
}

/** An icon's empty stand-in gives way to its picture; a click that began on it would be lost between down and up. */
function ignoreIconsOnTheirWay(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('svg:empty { pointer-events: none }');
  document.adoptedStyleSheets = [sheet];
}
