import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { lastValueFrom } from 'rxjs';
import { dashboards } from './dashboards.ts';
import type { DashboardName } from './dashboards.ts';

type Names = ReadonlySet<DashboardName>;

const names = Object.keys(dashboards) as DashboardName[];
const none: Names = new Set();
let asked: Promise<Names> | undefined;

/** Which of the product's dashboards this Grafana has and the person may see; none until it has said so, and none when it does not. */
export function useDashboards(): Names {
  const [found, setFound] = useState(none);
  useEffect(() => {
    let isGone = false;
    asked ??= findDashboards();
    asked
      .then((those) => !isGone && setFound(those))
      .catch(() => {
        // The next page asks again.
        asked = undefined;
      });
    return () => {
      isGone = true;
    };
  }, []);
  return found;
}

async function findDashboards(): Promise<Names> {
  const { data } = await lastValueFrom(
    getBackendSrv().fetch<unknown>({
      url: '/api/search',
      params: { dashboardUIDs: names.map((name) => dashboards[name].uid) },
      showErrorAlert: false,
    }),
  );
  const uids = new Set(Array.isArray(data) ? data.map(uidOf) : []);
  return new Set(names.filter((name) => uids.has(dashboards[name].uid)));
}

function uidOf(hit: unknown): unknown {
  return typeof hit === 'object' && hit !== null && 'uid' in hit ? hit.uid : undefined;
}
