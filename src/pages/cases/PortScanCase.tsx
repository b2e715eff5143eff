import { CaseSection } from './CaseSection.tsx';
import { CountChoice } from './CountChoice.tsx';
import { ModeChoice } from './ModeChoice.tsx';
import type { SectionProps } from './sectionProps.ts';
import { SentenceNumber } from './SentenceNumber.tsx';

/** Case 1: many ports of one address. */
export function PortScanCase({ form, isReadOnly, defaults }: SectionProps) {
  const number = { form, isReadOnly };
  const { ports, minutes } = defaults.portScan;
  return (
    <CaseSection
      title="Port scan"
      anchor="case-port-scan"
      form={form}
      isOff={/^\s*0+\s*$/.test(form.draft['portScan.minutes'])}
      mode={form.draft['portScan.mode']}
      sentence={
        <>
          A source that reaches more than <SentenceNumber name="portScan.ports" {...number} /> different ports on one
          own address within <SentenceNumber name="portScan.minutes" {...number} /> minutes is a port scan.
        </>
      }
      numbers={[
        ['portScan.ports', 'Ports'],
        ['portScan.minutes', 'Minutes'],
      ]}
      effects={[
        'More ports: fewer sources are found, and later. Fewer ports: more are found, also some that mean no harm.',
        'More minutes: slower scans are found, too. Fewer minutes: only fast ones. 0 minutes turn the case off.',
        `Default: ${ports} ports, ${minutes} minutes.`,
      ]}
    >
      <CountChoice name="portScan.count" {...number} />
      <ModeChoice name="portScan.mode" {...number} />
    </CaseSection>
  );
}
