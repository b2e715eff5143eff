import { EventBusSrv } from '@grafana/data';
import { locationService, setAppEvents, setBackendSrv } from '@grafana/runtime';
import { setPluginPage } from 'grafana-plugin-page';
import { initPluginTranslations } from 'grafana-translations';
import { createRoot } from 'react-dom/client';
import { createBackendSrv } from './backendSrv.ts';
import { HostApp } from './HostApp.tsx';
import { HostPage } from './HostPage.tsx';
import { interceptLinkClicks } from './interceptLinkClicks.ts';
import { loadPlugin } from './loadPlugin.ts';

const events = new EventBusSrv();
const backendSrv = createBackendSrv(events);

setAppEvents(events);
setBackendSrv(backendSrv);
setPluginPage(HostPage);
document.addEventListener('click', (event) => interceptLinkClicks(event, locationService));

await initPluginTranslations('grafana');
const plugin = await loadPlugin(backendSrv);
const root = document.getElementById('reactRoot');
if (root === null) throw new Error('The page has no element reactRoot.');
createRoot(root).render(<HostApp plugin={plugin} events={events} />);
