/** Signals that arrive meanwhile are dropped: what is done takes less time than to repeat one. */
export function holdingSignalsBack(action: () => void): void {
  const held = () => {};
  process.on('SIGINT', held).on('SIGTERM', held).on('SIGHUP', held);
  try {
    action();
  } finally {
    process.off('SIGINT', held).off('SIGTERM', held).off('SIGHUP', held);
  }
}
