import { useMemo, useState } from 'react';
import type { ApiFault } from '../../api/fault.ts';
import { useChange } from '../../api/useChange.ts';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { grafanaAddress } from './grafanaAddress.ts';
import { draftFault, draftOf, placeMailFaults, requestOf } from './mailDraft.ts';
import type { MailDraft, MailField, StoredMailSettings } from './mailDraft.ts';

export type TestAnswer = Answer<'POST /notifications/test'>;

/** The mail settings while a person changes them. */
export interface MailForm {
  readonly stored: StoredMailSettings;
  readonly draft: MailDraft;
  readonly set: (changes: Partial<MailDraft>) => void;
  readonly isChanged: boolean;
  readonly isReady: boolean;
  readonly isSaving: boolean;
  readonly isTesting: boolean;
  readonly faultOf: (field: MailField) => string | undefined;
  /** What failed and belongs to no field. */
  readonly fault: ApiFault | undefined;
  readonly otherFaults: readonly string[];
  /** What the mail server said to the settings as they are now. */
  readonly tested: TestAnswer | undefined;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
  readonly test: () => Promise<void>;
}

export function useMailForm(answer: StoredMailSettings, onSaved: () => void): MailForm {
  const [stored, setStored] = useState(answer);
  const start = useMemo(() => draftOf(stored, grafanaAddress()), [stored]);
  const [draft, setDraft] = useState(start);
  const [tested, setTested] = useState<TestAnswer>();
  const saving = useChange('PUT /notifications/settings', ({ isOn }) =>
    isOn ? 'Saved. Mails are sent with these settings.' : 'Saved. No mails are sent.',
  );
  const testing = useChange('POST /notifications/test');
  const fault = saving.fault ?? testing.fault;
  const told = placeMailFaults(fault?.faults ?? []);
  const own = draftFault(draft);

  function forget(): void {
    saving.clear();
    testing.clear();
    setTested(undefined);
  }

  return {
    stored,
    draft,
    set(changes) {
      setDraft((before) => ({ ...before, ...changes }));
      forget();
    },
    isChanged: JSON.stringify(draft) !== JSON.stringify(start),
    isReady: Object.keys(own).length === 0,
    isSaving: saving.isRunning,
    isTesting: testing.isRunning,
    faultOf: (field) => own[field] ?? told.byField[field],
    fault: fault !== undefined && fault.faults.length > 0 ? undefined : fault,
    otherFaults: told.others,
    tested,
    async save() {
      forget();
      const saved = await saving.run({ body: requestOf(draft) });
      if (saved === undefined) return;
      setStored(saved);
      setDraft(draftOf(saved, grafanaAddress()));
      onSaved();
    },
    discard() {
      setDraft(start);
      forget();
    },
    async test() {
      forget();
      setTested(await testing.run({ body: requestOf(draft) }));
    },
  };
}
