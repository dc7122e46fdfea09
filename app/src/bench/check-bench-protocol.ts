import { ForgeError } from "@plugsmith/schemas";

/** Versions of the events' protocol that this bot takes, newest first; the one before the newest stays for a release. */
export const benchProtocols = [1] as const;

/**
 * Whether a bench's events are understood; benches from before the header say nothing and speak 1. 426 tells the bench to keep
 * its events until the bot is upgraded. @throws ForgeError `bench_event_refused`.
 */
export function checkBenchProtocol(header: string | undefined): void {
  if (header === undefined || benchProtocols.some((own) => String(own) === header)) return;
  throw new ForgeError("bench_event_refused", {
    message: `The bench speaks protocol ${header.slice(0, 20)}; this bot speaks ${benchProtocols.join(", ")}.`,
    hint: "Upgrade the older of the two; the bench keeps its events until then.",
    facts: { status: 426 },
  });
}
