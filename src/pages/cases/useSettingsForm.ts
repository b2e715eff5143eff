import { useState } from 'react';
import type { ApiFault } from '../../api/fault.ts';
import { useChange } from '../../api/useChange.ts';
import { settingNames } from '../../components/settingLabels.ts';
import type { SettingName } from '../../components/settingLabels.ts';
import { placeFaults } from './placeFaults.ts';
import type { Draft, Revised } from './settingFields.ts';
import { settingFault } from './settingFault.ts';
import { changedNames, changesOf, draftOf } from './settingsDraft.ts';

/** The settings while a person changes them. */
export interface SettingsForm {
  readonly saved: Draft;
  readonly draft: Draft;
  readonly changed: readonly SettingName[];
  readonly set: <Name extends SettingName>(name: Name, value: Draft[Name]) => void;
  /** Why a setting will not do, by the page or by the detector. */
  readonly faultOf: (name: SettingName) => string | undefined;
  /** The page itself finds something that will not do. */
  readonly hasFaults: boolean;
  /** A fault stands beside a field, the page's or the detector's. */
  readonly isMarked: boolean;
  /** Resolves when it is saved or when `fault` says why not. */
  readonly save: () => Promise<void>;
  readonly discard: () => void;
  readonly isSaving: boolean;
  /** Why it could not be saved. */
  readonly fault: ApiFault | undefined;
  /** What the detector said that belongs to no setting. */
  readonly otherFaults: readonly string[];
  /** Somebody else saved meanwhile; a newer answer solves it. */
  readonly isConflict: boolean;
  /** Grows when fields have to begin anew. */
  readonly turn: number;
}

/** Lays what a person changes over what is saved, also when that gets newer: `answer` as the detector last gave it. */
export function useSettingsForm(answer: Revised): SettingsForm {
  const [own, setOwn] = useState<Revised>(answer);
  const [edits, setEdits] = useState<Partial<Draft>>({});
  const [touched, setTouched] = useState<ReadonlySet<SettingName>>(new Set());
  const [sentRevision, setSentRevision] = useState(0);
  const [turn, setTurn] = useState(0);
  const change = useChange('PATCH /settings', () => 'Saved. The new settings are in force.');
  const newest = answer.revision > own.revision ? answer : own;
  const saved = draftOf(newest.settings);
  const draft: Draft = { ...saved, ...edits };
  const changed = changedNames(saved, draft);
  const isOver = change.fault?.code === 'settings-changed' && newest.revision > sentRevision;
  const fault = isOver ? undefined : change.fault;
  const told = placeFaults(fault?.faults ?? []);

  async function save(): Promise<void> {
    setSentRevision(newest.revision);
    setTouched(new Set());
    const body = { revision: newest.revision, changes: changesOf(draft, changed) };
    const result = await change.run({ body });
    if (result === undefined) return;
    setOwn(result);
    setEdits({});
    setTurn((before) => before + 1);
  }

  const faultOf = (name: SettingName): string | undefined =>
    settingFault(draft, name) ?? (touched.has(name) ? undefined : told.byName[name]);

  return {
    saved,
    draft,
    changed,
    set(name, value) {
      setEdits((before) => ({ ...before, [name]: value }));
      setTouched((before) => new Set([...before, name]));
    },
    faultOf,
    hasFaults: settingNames.some((name) => settingFault(draft, name) !== undefined),
    isMarked: settingNames.some((name) => faultOf(name) !== undefined),
    save,
    discard() {
      setEdits({});
      change.clear();
      setTurn((before) => before + 1);
    },
    isSaving: change.isRunning,
    fault,
    otherFaults: told.others,
    isConflict: fault?.code === 'settings-changed',
    turn,
  };
}
