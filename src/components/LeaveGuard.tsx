import { locationService } from '@grafana/runtime';
import { ConfirmModal } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';

type To = ReturnType<typeof locationService.getLocation>;

/** While it is on, asks whoever goes to another page whether what is not saved may be lost. */
export function LeaveGuard({ isOn }: { readonly isOn: boolean }) {
  const [wanted, setWanted] = useState<To>();
  const unblock = useRef<() => void>(undefined);

  useEffect(() => {
    if (!isOn) return undefined;
    const history = locationService.getHistory();
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    const open = history.block((to) => {
      if (to.pathname === history.location.pathname) return undefined;
      setWanted(to);
      return false;
    });
    unblock.current = open;
    window.addEventListener('beforeunload', warn);
    return () => {
      open();
      window.removeEventListener('beforeunload', warn);
    };
  }, [isOn]);

  function leave(): void {
    if (wanted === undefined) return;
    unblock.current?.();
    locationService.getHistory().push(wanted);
  }

  return (
    <ConfirmModal
      isOpen={wanted !== undefined}
      title="Leave without saving?"
      body="What you changed on this page is not saved yet."
      confirmText="Leave and discard"
      dismissText="Stay"
      onConfirm={leave}
      onDismiss={() => setWanted(undefined)}
    />
  );
}
