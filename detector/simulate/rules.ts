/** The rules of the simulated firewall, by what a line names them with. */
export const inbound = { rule: 'Internet to DMZ', ruleId: 'a2b5c7d1-0c11-4f0e-9a57-3d1f64b0e001' };
export const remoteAccess = { rule: 'Remote Access', ruleId: 'a2b5c7d1-0c11-4f0e-9a57-3d1f64b0e002' };
export const denyListed = { rule: 'Active Defense Deny', ruleId: 'a2b5c7d1-0c11-4f0e-9a57-3d1f64b0e003' };
export const catchAll = { rule: 'Active Defense Sensor', ruleId: 'a2b5c7d1-0c11-4f0e-9a57-3d1f64b0e004' };
