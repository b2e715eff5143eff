import { Button, Drawer, Stack } from '@grafana/ui';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { DeviceFields } from './DeviceFields.tsx';
import type { Device, Report, Wish } from './deviceRow.ts';
import { placeWishFaults, wishFaults } from './deviceWish.ts';
import type { WishField } from './deviceWish.ts';

interface Props {
  /** Undefined: a new one. */
  readonly device: Device | undefined;
  readonly given: Wish;
  readonly report: Report;
  readonly onClose: () => void;
  readonly onSaved: (id: number) => void;
}

const none: readonly string[] = [];

/** Registers a firewall, or changes what is known of one. */
export function DeviceFormDrawer({ device, given, report, onClose, onSaved }: Props) {
  const [start] = useState<Wish>(() => wishOf(given));
  const [wish, setWish] = useState<Wish>(start);
  const [touched, setTouched] = useState<ReadonlySet<WishField>>(new Set());
  const [isTried, setTried] = useState(false);
  const add = useChange('POST /devices', ({ name }) => `Registered ${name}.`);
  const edit = useChange('PUT /devices/:id', ({ name }) => `Saved ${name}.`);
  const { answer: suggestions } = useAnswer('GET /settings/suggestions', {});
  const { fault, isRunning } = device === undefined ? add : edit;
  const own = wishFaults(wish);
  const told = placeWishFaults(fault === undefined ? [] : fault.faults.length > 0 ? fault.faults : [fault.message]);
  const isPlaced = told.others.length === 0;

  function change(changes: Partial<Wish>): void {
    setWish((before) => ({ ...before, ...changes }));
    setTouched((before) => new Set([...before, ...(Object.keys(changes) as WishField[])]));
  }

  /** What the page finds is shown once a person was at the field or tried to save, what the detector found until it is changed. */
  function faultOf(field: WishField): string | undefined {
    const isShown = isTried || touched.has(field);
    return (isShown ? own[field] : undefined) ?? (touched.has(field) ? undefined : told.byField[field]);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (Object.keys(own).length > 0 || isRunning) return;
    setTouched(new Set());
    const format = wish.format === null || wish.format.trim() === '' ? null : wish.format.trim();
    const lists = { hosts: [...wish.hosts], files: [...wish.files], senders: [...wish.senders] };
    const body = { ...wish, ...lists, name: wish.name.trim(), format };
    const saved = device === undefined ? await add.run({ body }) : await edit.run({ params: { id: device.id }, body });
    if (saved !== undefined) onSaved(saved.id);
  }

  const isChanged = JSON.stringify(wish) !== JSON.stringify(start);
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
            wish={wish}
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

function wishOf({ name, hosts, files, senders, timeZone, format }: Wish): Wish {
  return { name, hosts, files, senders, timeZone, format };
}
