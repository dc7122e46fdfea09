import { ForgeError } from "@plugsmith/schemas";
import { Cron } from "croner";

/**
 * When a cron pattern is due next after a time, ms since 1970; null when never again. Read in UTC unless a time zone is named.
 * @throws ForgeError `job_invalid` for a pattern or zone that means nothing.
 */
export function findNextOccurrence(pattern: string, timezone: string | undefined, after: number): number | null {
  try {
    const next = new Cron(pattern, { timezone: timezone ?? "UTC", paused: true }).nextRun(new Date(after));
    return next?.getTime() ?? null;
  } catch (cause) {
    throw new ForgeError("job_invalid", {
      message: `cron ${JSON.stringify(pattern)} in ${timezone ?? "UTC"}: ${(cause as Error).message}`,
      hint: 'Five or six fields, such as "*/5 * * * *", and an IANA time zone, such as "Europe/Paris".',
      cause,
    });
  }
}
