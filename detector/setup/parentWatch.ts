/**
 * Calls `stop` once when the program that started this one (`.config/run.mjs`) is gone, a SIGKILL included;
 * does nothing when this process was started in another way.
 */
export function onParentGone(stop: () => void): void {
  if (process.send === undefined) return;
  if (!process.connected) {
    stop();
    return;
  }
  process.once('disconnect', stop);
  process.channel?.unref();
}
