import type { ReactNode } from 'react';
import { ListField } from '../../components/ListField.tsx';
import type { ListName } from '../../components/settingLabels.ts';
import type { SectionProps } from './sectionProps.ts';
import { itemFaults } from './settingFault.ts';

interface Props extends Pick<SectionProps, 'form' | 'isReadOnly'> {
  readonly name: ListName;
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder: string;
  readonly isNames?: boolean;
}

const maxItems = 1000;
const maxLength = 256;

/** A list among the settings. */
export function SettingList({ name, form, isReadOnly, ...words }: Props) {
  const check = (itemFaults as Partial<Record<ListName, (item: string) => string | undefined>>)[name];
  return (
    <ListField
      {...words}
      items={form.draft[name]}
      onChange={(items) => form.set(name, items)}
      {...(check === undefined ? {} : { check })}
      fault={form.faultOf(name)}
      maxItems={maxItems}
      maxLength={maxLength}
      isReadOnly={isReadOnly}
    />
  );
}
