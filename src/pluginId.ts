export const pluginId = 'activedefense-syslog-app';
