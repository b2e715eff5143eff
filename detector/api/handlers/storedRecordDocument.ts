import type { Static } from 'typebox';
import type { record } from '../contract/blacklistDocuments.ts';
import type { FoundRecord } from '../../store/records/searchRecords.ts';

type RecordDocument = Static<typeof record>;

/** A stored record as the API gives it. */
export function storedRecordDocument(found: FoundRecord): RecordDocument {
  const { host, type, subtype, source, destination, action, rule, severity, protocol, application, direction } = found;
  return {
    id: String(found.id),
    at: found.time,
    device: found.device,
    logFile: found.log_file,
    ...{ host, type, subtype, source, destination, action, rule, severity, protocol, application, direction },
    sourcePort: found.source_port,
    sourceLocation: found.source_location,
    user: found.user ?? '',
    destinationPort: found.destination_port,
    destinationLocation: found.destination_location,
    ruleId: found.rule_id,
    threatName: found.threat_name ?? '',
    threatId: found.threat_id ?? '',
    sourceZone: found.source_zone,
    destinationZone: found.destination_zone,
    endReason: found.end_reason,
    extra: found.extra ?? {},
  };
}
