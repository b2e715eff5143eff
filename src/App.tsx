import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { pagePath } from './pagePath.ts';

const OverviewPage = lazy(async () => ({ default: (await import('./pages/overview/OverviewPage.tsx')).OverviewPage }));
const BlacklistPage = lazy(async () => ({
  default: (await import('./pages/blacklist/BlacklistPage.tsx')).BlacklistPage,
}));
const RecordsPage = lazy(async () => ({ default: (await import('./pages/records/RecordsPage.tsx')).RecordsPage }));
const CasesPage = lazy(async () => ({ default: (await import('./pages/cases/CasesPage.tsx')).CasesPage }));
const DevicesPage = lazy(async () => ({ default: (await import('./pages/devices/DevicesPage.tsx')).DevicesPage }));
const SetupPage = lazy(async () => ({ default: (await import('./pages/setup/SetupPage.tsx')).SetupPage }));
const AllowlistPage = lazy(async () => ({
  default: (await import('./pages/allowlist/AllowlistPage.tsx')).AllowlistPage,
}));
const NotificationsPage = lazy(async () => ({
  default: (await import('./pages/notifications/NotificationsPage.tsx')).NotificationsPage,
}));
const SystemPage = lazy(async () => ({ default: (await import('./pages/system/SystemPage.tsx')).SystemPage }));

/** The pages, each loaded when it is first opened. */
export function App() {
  return (
    <Routes>
      <Route path="overview/*" element={<OverviewPage />} />
      <Route path="blacklist/*" element={<BlacklistPage />} />
      <Route path="records/*" element={<RecordsPage />} />
      <Route path="cases/*" element={<CasesPage />} />
      <Route path="devices/*" element={<DevicesPage />} />
      <Route path="setup/*" element={<SetupPage />} />
      <Route path="allowlist/*" element={<AllowlistPage />} />
      <Route path="notifications/*" element={<NotificationsPage />} />
      <Route path="system/*" element={<SystemPage />} />
      <Route path="*" element={<Navigate to={pagePath('overview')} replace />} />
    </Routes>
  );
}
