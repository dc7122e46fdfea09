import type { Observed } from "@plugsmith/action-kit/probe";

/** HTTP status that a webhook handler answered, or why there is none. */
export function statusOf({ answer }: Observed): number | string {
  if (!answer.ok) return `an error (${answer.error.message.slice(0, 80)})`;
  const status = (answer.value as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : "no status";
}

export const names = ({ emitted }: Observed) => emitted.map(({ event }) => event);
