/** What happens when the registry was not heard of for too long. Seconds. */
export interface KnowledgePolicy {
  /** From this age on people are told. */
  readonly warnAfter: number;
  /** From this age on nothing new is loaded. */
  readonly refuseAfter: number;
  /** From this age on running plugins are stopped; null: never for this reason alone. */
  readonly stopAfter: number | null;
}

/** Two days, a week (as long as a timestamp lives), and running plugins stay: a bench without a network goes on with what it has. */
export const defaultKnowledgePolicy: KnowledgePolicy = {
  warnAfter: 48 * 3600,
  refuseAfter: 7 * 86_400,
  stopAfter: null,
};

export interface Knowledge {
  readonly state: "fresh" | "warn" | "refuse_new" | "stop";
  /** Since the registry signed its newest known state; null when it was never heard of. Shown to people. */
  readonly ageSeconds: number | null;
}

/**
 * How much the age of what is known matters. A time in the future counts as age zero: a signed statement cannot come from there,
 * so the clock here is slow, and only the expiry that the registry signed can then end it.
 */
export function decideKnowledge(
  signedAt: Date | null,
  now: Date,
  policy: KnowledgePolicy = defaultKnowledgePolicy,
): Knowledge {
  if (signedAt === null) return { state: policy.stopAfter === null ? "refuse_new" : "stop", ageSeconds: null };
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - signedAt.getTime()) / 1000));
  if (policy.stopAfter !== null && ageSeconds >= policy.stopAfter) return { state: "stop", ageSeconds };
  if (ageSeconds >= policy.refuseAfter) return { state: "refuse_new", ageSeconds };
  return { state: ageSeconds >= policy.warnAfter ? "warn" : "fresh", ageSeconds };
}
