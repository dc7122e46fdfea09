/** An event of a pull request's history, as GitHub lists it. */
export interface PullEvent {
  readonly event: string;
  readonly createdAt: string;
}

/**
 * Events after which earlier approvals were given for something else than what the pull request shows now: another base
 * shows another difference, and a branch that was forced away and back has the old commit again.
 */
const resetting = new Set([
  "base_ref_changed",
  "base_ref_force_pushed",
  "automatic_base_change_succeeded",
  "head_ref_force_pushed",
  "head_ref_restored",
]);

/** Time of the newest event that resets approvals, or null. A time that cannot be read resets whatever it was. */
export function decideResetAt(events: readonly PullEvent[]): string | null {
  const times = events.filter(({ event }) => resetting.has(event)).map(({ createdAt }) => createdAt);
  const unreadable = times.find((time) => Number.isNaN(Date.parse(time)));
  return unreadable ?? times.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}
