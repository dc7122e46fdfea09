import { ForgeError } from "@plugsmith/schemas";

/** Largest body by event name, in bytes; `other` is for every event that is not named. */
export interface DeliveryLimits {
  readonly events: ReadonlyMap<string, number>;
  readonly other: number;
}

const kib = 1024;
/** GitHub's own cap of a delivery (docs: "Webhook events and payloads"); no limit may be set above it. */
export const ceilingBytes = 25 * 1024 * kib;

/**
 * A body text has at most 65,536 characters (four bytes each) and stands twice in an edit; the rest of a payload is some
 * 30 kB. A push lists up to 2,048 commits with their paths.
 */
export const defaultLimits: DeliveryLimits = {
  events: new Map([
    ["ping", 64 * kib],
    ["issues", 1024 * kib],
    ["issue_comment", 1024 * kib],
    ["pull_request", 1024 * kib],
    ["pull_request_review", 1024 * kib],
    ["workflow_run", 512 * kib],
    ["push", 5 * 1024 * kib],
  ]),
  other: 512 * kib,
};

/** The limit for one event. A name that nobody knows gets the limit of the others. */
export const findLimit = (limits: DeliveryLimits, event: string): number => limits.events.get(event) ?? limits.other;

/**
 * Limits from `push=2000000,issues=400000,other=100000` (bytes) over the default ones.
 * @throws ForgeError `server_config_invalid` naming the part that is not understood.
 */
export function parseDeliveryLimits(text: string): DeliveryLimits {
  const events = new Map(defaultLimits.events);
  let { other } = defaultLimits;
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const [, name = "", digits = ""] = /^([a-z][a-z0-9_]{1,59})=([1-9][0-9]{0,8})$/u.exec(part) ?? [];
    const bytes = Number(digits);
    if (name === "" || bytes > ceilingBytes)
      throw new ForgeError("server_config_invalid", {
        message: `DELIVERY_LIMITS: "${part.slice(0, 80)}" is not <event>=<bytes up to ${ceilingBytes}>`,
      });
    if (name === "other") other = bytes;
    else events.set(name, bytes);
  }
  return { events, other };
}
