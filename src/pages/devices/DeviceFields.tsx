import { Field, FieldValidationMessage, Input, Stack, TextArea } from '@grafana/ui';
import { useId } from 'react';
import { ListField } from '../../components/ListField.tsx';
import { addressFault } from '../../components/rangeFault.ts';
import type { Report, Request } from './deviceRow.ts';
import type { RequestField } from './deviceRequest.ts';
import { fileFault } from './deviceRequest.ts';
import { ZoneField } from './ZoneField.tsx';

interface Props {
  readonly request: Request;
  readonly report: Report;
  readonly timeZones: readonly string[];
  readonly onChange: (changes: Partial<Request>) => void;
  readonly faultOf: (field: RequestField) => string | undefined;
}

const limits = { maxItems: 100, maxLength: 300 };

/** What a person says of a firewall. */
export function DeviceFields({ request, report, timeZones, onChange, faultOf }: Props) {
  const [nameId, formatId] = [useId(), useId()];
  const invalid = (field: RequestField) => ({ invalid: faultOf(field) !== undefined, error: faultOf(field) });
  const source = faultOf('source');
  return (
    <Stack direction="column" gap={3}>
      <Field label="Name" description="What it is called here." required noMargin {...invalid('name')}>
        <Input
          id={nameId}
          maxLength={64}
          value={request.name}
          invalid={faultOf('name') !== undefined}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <ListField
        label="Host names"
        description="As they stand at the beginning of its syslog lines."
        placeholder="fw-1"
        items={request.hosts}
        onChange={(hosts) => onChange({ hosts })}
        fault={faultOf('hosts')}
        {...limits}
      />
      <ListField
        label="Log files"
        description={`Paths, or patterns with *, of files that rsyslog writes, as in ${report.logFolder}. Each is read from its start.`}
        placeholder={`${report.logFolder}/fw-1.log`}
        items={request.files}
        onChange={(files) => onChange({ files })}
        check={fileFault}
        isNames
        fault={faultOf('files')}
        {...limits}
      />
      <ListField
        label="Sender addresses"
        description="Where its syslog comes from, for lines whose host name nobody has."
        placeholder="192.0.2.1"
        items={request.senders}
        onChange={(senders) => onChange({ senders })}
        check={addressFault}
        fault={faultOf('senders')}
        {...limits}
      />
      {source !== undefined && <FieldValidationMessage>{source}</FieldValidationMessage>}
      <ZoneField
        description="The zone that its log times are in."
        value={request.timeZone}
        timeZones={timeZones}
        fault={faultOf('timeZone')}
        onChange={(timeZone) => onChange({ timeZone })}
      />
      <Field
        label="Format or columns"
        description="Only if it sends a format of its own: paste it as the firewall has it, or the names of its columns in order, divided as its lines are. Empty: the recommended format and PAN-OS CSV are told from each line."
        noMargin
        {...invalid('format')}
      >
        <TextArea
          id={formatId}
          rows={4}
          maxLength={10_000}
          value={request.format ?? ''}
          invalid={faultOf('format') !== undefined}
          onChange={(event) =>
            onChange({ format: event.currentTarget.value === '' ? null : event.currentTarget.value })
          }
        />
      </Field>
    </Stack>
  );
}
