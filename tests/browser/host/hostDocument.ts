import type { Visitor } from './pluginProxy.ts';

export type Theme = 'light' | 'dark';

/** The document that every address of Grafana's pages answers with: who looks at it, and the page host's bundle. */
export function hostDocument({ login, role }: Visitor, theme: Theme): string {
  const bootData = {
    assets: { dark: '', light: '' },
    navTree: [],
    settings: {
      appSubUrl: '',
      buildInfo: { version: '12.3.0', commit: 'page-host', env: 'production' },
      featureToggles: {},
    },
    user: {
      ...{ id: 1, login, name: login, orgId: 1, orgName: 'Main Org.', orgRole: role, theme },
      isSignedIn: true,
      isGrafanaAdmin: role === 'Admin',
      timezone: 'browser',
      weekStart: 'browser',
      locale: 'en-US',
      language: 'en-US',
      regionalFormat: 'en-US',
      permissions: {},
    },
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Grafana</title>
<base href="/">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/host/main.css">
<style>body { margin: 0 }</style>
<script>window.grafanaBootData = ${JSON.stringify(bootData)};</script>
</head>
<body class="theme-${theme}">
<div id="reactRoot"></div>
<script type="module" src="/host/main.js"></script>
</body>
</html>
`;
}
