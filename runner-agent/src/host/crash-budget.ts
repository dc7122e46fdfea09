export interface CrashLimits {
  /** Crashes within the window that use the budget up. */
  readonly crashes: number;
  readonly windowMs: number;
}

/** Three crashes in five minutes, as vscode's extension host does (style.md, habit 21). */
export const defaultCrashLimits: CrashLimits = { crashes: 3, windowMs: 300_000 };

export type CrashVerdict =
  | { readonly kind: "restart"; readonly crashes: readonly number[]; readonly delayMs: number }
  | { readonly kind: "give_up"; readonly crashes: readonly number[] };

/** What follows a crash at `now`: another start after a growing pause (250 ms, 1 s, 4 s, … 30 s), or none. */
export function decideCrash(earlier: readonly number[], now: number, limits: CrashLimits): CrashVerdict {
  const crashes = [...earlier.filter((at) => now - at < limits.windowMs), now];
  if (crashes.length >= limits.crashes) return { kind: "give_up", crashes };
  return { kind: "restart", crashes, delayMs: Math.min(30_000, 250 * 4 ** (crashes.length - 1)) };
}
