import { locationUtil } from '@grafana/data';
import type { LocationService } from '@grafana/runtime';

/** Grafana turns a click on any link of its own into a step of its router; links to elsewhere are left to the browser. */
export function interceptLinkClicks(event: MouseEvent, locationService: LocationService): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
  const anchor = event.target.closest('a');
  const href = anchor?.getAttribute('href');
  if (!href || anchor?.hasAttribute('target') || /^(?:[a-z]+:|#)/.test(href)) return;
  event.preventDefault();
  const path = locationUtil.stripBaseFromUrl(href);
  locationService.push(path.startsWith('/') ? path : `/${path}`);
}
