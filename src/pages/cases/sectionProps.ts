import type { Settings } from './settingFields.ts';
import type { SettingsForm } from './useSettingsForm.ts';

/** What each section of the page is given. */
export interface SectionProps {
  readonly form: SettingsForm;
  readonly defaults: Settings;
  readonly isReadOnly: boolean;
}
