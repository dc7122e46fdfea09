import type { BenchConfig } from "@plugsmith/schemas";
import type { BenchEventDraft } from "./bench-event-draft.ts";

/** What leaves the bench about a device that no plugin serves, as its configuration says; other events pass as they are. */
export function decideUnknownDevice(
  draft: BenchEventDraft,
  wish: BenchConfig["unknownDevices"] = "report",
): BenchEventDraft | null {
  if (draft.type !== "forge.device.unknown") return draft;
  if (wish === "ignore") return null;
  return wish === "request" ? { ...draft, wants: "request" } : draft;
}
