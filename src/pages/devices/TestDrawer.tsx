import { Button, Drawer, Field, Stack, TextArea } from '@grafana/ui';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import type { SampleLine } from './sampleLine.ts';
import { TestResult } from './TestResult.tsx';
import { ZoneField } from './ZoneField.tsx';

interface Props {
  readonly given: SampleLine;
  readonly onClose: () => void;
}

const none: readonly string[] = [];

/** Tells how a pasted line would be read, and whether it would count. Nothing is stored. */
export function TestDrawer({ given, onClose }: Props) {
  const [line, setLine] = useState(given.line);
  const [timeZone, setTimeZone] = useState(given.timeZone);
  const [format, setFormat] = useState(given.format ?? '');
  const [result, setResult] = useState<Answer<'POST /devices/test'>>();
  const { run, isRunning, fault } = useChange('POST /devices/test');
  const { answer: suggestions } = useAnswer('GET /settings/suggestions', {});
  const [lineId, formatId] = [useId(), useId()];

  async function test(event: FormEvent): Promise<void> {
    event.preventDefault();
    // Pasted text often ends with newlines; one line is wanted.
    const body = { line: line.replace(/[\r\n]+$/, ''), timeZone, format: format.trim() === '' ? null : format.trim() };
    setResult(await run({ body }));
  }

  return (
    <Drawer
      title="Test a line"
      subtitle="What would be read from it, and would it count? Nothing is stored."
      size="lg"
      onClose={onClose}
    >
      <Stack direction="column" gap={3}>
        <form onSubmit={(event) => void test(event)}>
          <Stack direction="column" gap={2}>
            <Field
              label="Line"
              description="One line as the firewall sends it, with its syslog header or without."
              noMargin
            >
              <TextArea
                id={lineId}
                rows={5}
                maxLength={65_536}
                value={line}
                onChange={(event) => setLine(event.currentTarget.value)}
              />
            </Field>
            <ZoneField
              description="The zone that the line’s time is in."
              value={timeZone}
              timeZones={suggestions?.timeZones ?? none}
              onChange={setTimeZone}
            />
            <Field label="Format" description="Empty: it is told from the line." noMargin>
              <TextArea
                id={formatId}
                rows={2}
                maxLength={10_000}
                value={format}
                onChange={(event) => setFormat(event.currentTarget.value)}
              />
            </Field>
            <Stack gap={1}>
              <ChangeButton role="Admin" variant="primary" type="submit" isDisabled={isRunning || line.trim() === ''}>
                Test
              </ChangeButton>
              <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
                Close
              </Button>
            </Stack>
          </Stack>
        </form>
        {fault !== undefined && <FaultAlert fault={fault} />}
        {result !== undefined && <TestResult result={result} />}
      </Stack>
    </Drawer>
  );
}
