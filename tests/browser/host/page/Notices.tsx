import { AppEvents, type EventBusExtended } from '@grafana/data';
import { Alert, type AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

interface Notice {
  readonly id: number;
  readonly severity: AlertVariant;
  readonly text: string;
}

const kinds = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
] as const;

/** The notices that Grafana shows in a corner; here they stay until they are closed, so that a test can't miss one. */
export function Notices({ events }: { readonly events: EventBusExtended }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    const releases = kinds.map(([event, severity]) => {
      const add = (payload: readonly unknown[] = []): void =>
        setNotices((all) => [...all, { id: (all.at(-1)?.id ?? 0) + 1, severity, text: String(payload[0]) }]);
      events.on(event, add);
      return () => events.off(event, add);
    });
    return () => releases.forEach((release) => release());
  }, [events]);
  return notices.map(({ id, severity, text }) => (
    <Alert
      key={id}
      severity={severity}
      title={text}
      onRemove={() => setNotices((all) => all.filter((notice) => notice.id !== id))}
    />
  ));
}
