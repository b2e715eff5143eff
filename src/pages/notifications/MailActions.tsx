import { Alert, Button, Stack, Text } from '@grafana/ui';
import { Sentence } from '../../components/Sentence.tsx';
import { testHindrance } from './mailDraft.ts';
import type { MailForm } from './useMailForm.ts';

/** Save, discard, and a test mail with the mail server's own answer under it. */
export function MailActions({ form }: { readonly form: MailForm }) {
  const { isChanged, isReady, isSaving, isTesting, tested } = form;
  const hindrance = testHindrance(form.draft);
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={1} alignItems="center" wrap="wrap">
        <Button type="submit" disabled={!isChanged || !isReady || isSaving}>
          {isSaving ? 'Saving …' : 'Save'}
        </Button>
        <Button type="button" variant="secondary" disabled={!isChanged || isSaving} onClick={form.discard}>
          Discard changes
        </Button>
        <Button
          type="button"
          variant="secondary"
          icon="envelope"
          disabled={hindrance !== undefined || isTesting}
          {...(hindrance === undefined ? {} : { tooltip: hindrance })}
          onClick={() => void form.test()}
        >
          {isTesting ? 'Sending …' : 'Send a test mail'}
        </Button>
        {isChanged && <Text color="warning">Not saved yet</Text>}
      </Stack>
      <div aria-live="polite">
        {tested !== undefined && (
          <Alert
            severity={tested.isSent ? 'success' : 'error'}
            title={tested.isSent ? 'The mail server took the test mail' : 'The test mail was not sent'}
          >
            <Sentence>{tested.isSent ? `The server’s answer: ${tested.answer}` : tested.answer}</Sentence>
            {tested.isSent && isChanged && <p>It was sent with what stands in this form, which is not saved yet.</p>}
          </Alert>
        )}
      </div>
    </Stack>
  );
}
