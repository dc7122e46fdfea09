import { binPrefix } from "./tuf-tree.ts";

/** Days that metadata live. Timestamp and snapshot as the issue asks; what people sign offline lives a year. */
const lifetimes: Readonly<Record<string, number>> = {
  root: 365,
  targets: 365,
  plugins: 365,
  revocations: 365,
  suspensions: 90,
  registry: 90,
  [binPrefix]: 180,
  snapshot: 30,
  timestamp: 7,
};

const dayMs = 86_400_000;
const lifetimeOf = (role: string) => (lifetimes[role] ?? lifetimes[binPrefix] ?? 0) * dayMs;

/** When metadata of this role that are signed now expire; whole seconds, as TUF writes times. */
export const computeExpiry = (role: string, at: Date): string =>
  new Date(at.getTime() + lifetimeOf(role)).toISOString().replace(/\.\d{3}Z$/u, "Z");

/** Half of the life is over: time to sign again. */
export const isDue = (role: string, expires: string, at: Date): boolean =>
  Date.parse(expires) - at.getTime() <= lifetimeOf(role) / 2;
