import { Button, Drawer, Stack } from '@grafana/ui';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { DeviceFields } from './DeviceFields.tsx';
import type { Device, Report, Request } from './deviceRow.ts';
import { placeRequestFaults, requestFaults } from './deviceRequest.ts';
import type { RequestField } from './deviceRequest.ts';

interface Props {
  /** Undefined: a new one. */
  readonly device: Device | undefined;
  readonly given: Request;
  readonly report: Report;
  readonly onClose: () => void;
  readonly onSaved: (id: number) => void;
}

const none: readonly string[] = [];

/** Registers a firewall, or changes what is known of one. */
export function DeviceFormDrawer({ device, given, report, onClose, onSaved }: Props) {
  const [start] = useState<Request>(() => requestOf(given));
  const [request, setRequest] = useState<Request>(start);
  const [touched, setTouched] = useState<ReadonlySet<RequestField>>(new Set());
  const [isTried, setTried] = useState(false);
  const add = useChange('POST /devices', ({ name }) => `Registered ${name}.`);
  const edit = useChange('PUT /devices/:id', ({ name }) => `Saved ${name}.`);
  const { answer: suggestions } = useAnswer('GET /settings/suggestions', {});
  const { fault, isRunning } = device === undefined ? add : edit;
  const own = requestFaults(request);
  const told = placeRequestFaults(fault === undefined ? [] : fault.faults.length > 0 ? fault.faults : [fault.message]);
  const isPlaced = told.others.length === 0;

  function change(changes: Partial<Request>): void {
    setRequest((before) => ({ ...before, ...changes }));
    setTouched((before) => new Set([...before, ...(Object.keys(changes) as RequestField[])]));
  }

  /** What the page finds is shown once a person was at the field or tried to save, what the detector found until it is changed. */
  function faultOf(field: RequestField): string | undefined {
    const isShown = isTried || touched.has(field);
    return (isShown ? own[field] : undefined) ?? (touched.has(field) ? undefined : told.byField[field]);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (Object.keys(own).length > 0 || isRunning) return;
    setTouched(new Set());
    const format = request.format === null || request.format.trim() === '' ? null : request.format.trim();
    const lists = { hosts: [...request.hosts], files: [...request.files], senders: [...request.senders] };
    const body = { ...request, ...lists, name: request.name.trim(), format };
    const saved = device === undefined ? await add.run({ body }) : await edit.run({ params: { id: device.id }, body });
    if (saved !== undefined) onSaved(saved.id);
  }

  const isChanged = JSON.stringify(request) !== JSON.stringify(start);
  return (
    <Drawer
      title={device === undefined ? 'Register a firewall' : `Edit ${device.name}`}
      subtitle="A high-availability pair is one firewall with two names."
      size="md"
      closeOnMaskClick={!isChanged}
      onClose={onClose}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack direction="column" gap={3}>
          <DeviceFields
            request={request}
            report={report}
            timeZones={suggestions?.timeZones ?? none}
            onChange={change}
            faultOf={faultOf}
          />
          {fault !== undefined && !isPlaced && <FaultAlert fault={fault} />}
          <Stack gap={1}>
            <ChangeButton role="Admin" variant="primary" type="submit" isDisabled={isRunning}>
              {device === undefined ? 'Register' : 'Save'}
            </ChangeButton>
            <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
              Cancel
            </Button>
          </Stack>
        </Stack>
      </form>
      <LeaveGuard isOn={isChanged} />
    </Drawer>
  );
}

function requestOf({ name, hosts, files, senders, timeZone, format }: Request): Request {
  return { name, hosts, files, senders, timeZone, format };
}
