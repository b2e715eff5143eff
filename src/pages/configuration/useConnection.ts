import { isFetchError } from '@grafana/runtime';
import { useCallback, useEffect, useState } from 'react';
import { probeConnection } from './probeConnection.ts';
import type { TestOutcome } from './probeConnection.ts';
import { enablePlugin, loadPluginSettings, savePluginSettings } from './pluginSettings.ts';
import type { SettingsChange, StoredSettings } from './pluginSettings.ts';

/** The stored settings, and what came of the last test of them. */
export interface Connection {
  readonly stored: StoredSettings | undefined;
  readonly fault: string | undefined;
  readonly isBusy: boolean;
  readonly outcome: TestOutcome | undefined;
  /** The address before the one that was saved here last, if that one differs. */
  readonly earlierUrl: string | undefined;
  readonly isTokenReplaced: boolean;
  /** Resolves with whether it was stored, working or not. */
  readonly save: (change: SettingsChange) => Promise<boolean>;
  readonly undo: () => Promise<void>;
  readonly test: () => Promise<void>;
  readonly enable: () => Promise<void>;
  readonly reload: () => void;
}

/** Grafana's proxy uses stored settings only, so they are stored first and tested then. */
export function useConnection(): Connection {
  const [stored, setStored] = useState<StoredSettings>();
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(true);
  const [outcome, setOutcome] = useState<TestOutcome>();
  const [replaced, setReplaced] = useState<{ readonly url: string; readonly isTokenReplaced: boolean }>();

  /** Whether it went through; only one runs at a time. */
  const attempt = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setFault(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);

  const load = useCallback(
    () =>
      void attempt(async () => {
        const found = await loadPluginSettings();
        setStored(found);
        if (found.isEnabled && found.apiUrl !== '' && found.hasToken) setOutcome(await probeConnection(found.apiUrl));
      }),
    [attempt],
  );
  useEffect(load, [load]);

  async function store(before: StoredSettings, change: SettingsChange): Promise<void> {
    setOutcome(undefined);
    await savePluginSettings(before, change);
    // Grafana reads which apps are on when it loads; it is tested then.
    if (!before.isEnabled) {
      window.location.reload();
      return;
    }
    const after = await loadPluginSettings();
    setStored(after);
    setOutcome(await probeConnection(after.apiUrl));
  }

  return {
    stored,
    fault,
    isBusy,
    outcome,
    earlierUrl: replaced !== undefined && replaced.url !== stored?.apiUrl ? replaced.url : undefined,
    isTokenReplaced: replaced?.isTokenReplaced === true,
    async save(change) {
      if (stored === undefined) return false;
      return attempt(async () => {
        setReplaced({ url: stored.apiUrl, isTokenReplaced: change.apiToken !== undefined && stored.hasToken });
        await store(stored, change);
      });
    },
    async undo() {
      if (stored === undefined || replaced === undefined) return;
      await attempt(async () => {
        await store(stored, { apiUrl: replaced.url, apiToken: undefined });
        setReplaced(undefined);
      });
    },
    async test() {
      await attempt(async () => {
        setOutcome(undefined);
        setOutcome(await probeConnection(stored?.apiUrl ?? ''));
      });
    },
    async enable() {
      if (stored === undefined) return;
      if (await attempt(() => enablePlugin(stored))) window.location.reload();
    },
    reload: load,
  };
}

function sentenceOf(error: unknown): string {
  if (isFetchError<{ readonly message?: unknown }>(error)) {
    const message = error.data.message;
    return typeof message === 'string' ? message : `Grafana answered with status ${error.status}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
