import { CaseSection } from './CaseSection.tsx';
import { CountChoice } from './CountChoice.tsx';
import { ModeChoice } from './ModeChoice.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SentenceNumber } from './SentenceNumber.tsx';

/** Case 2: one port of many addresses. */
export function PortSweepCase({ form, isReadOnly, defaults }: SectionProps) {
  const number = { form, isReadOnly };
  const { addresses, minutes } = defaults.portSweep;
  return (
    <CaseSection
      title="Port sweep"
      anchor="case-port-sweep"
      form={form}
      isOff={/^\s*0+\s*$/.test(form.draft['portSweep.minutes'])}
      mode={form.draft['portSweep.mode']}
      sentence={
        <>
          A source that reaches one port on <SentenceNumber name="portSweep.addresses" {...number} /> or more own
          addresses within <SentenceNumber name="portSweep.minutes" {...number} /> minutes is a port sweep.
        </>
      }
      numbers={[
        ['portSweep.addresses', 'Addresses'],
        ['portSweep.minutes', 'Minutes'],
      ]}
      effects={[
        'More addresses: fewer sources are found, and later. Fewer addresses: more are found, also some that mean no harm.',
        'More minutes: slower sweeps are found, too. Fewer minutes: only fast ones. 0 minutes turn the case off.',
        `Default: ${addresses} addresses, ${minutes} minutes.`,
      ]}
    >
      <CountChoice name="portSweep.count" {...number} />
      <ModeChoice name="portSweep.mode" {...number} />
    </CaseSection>
  );
}
