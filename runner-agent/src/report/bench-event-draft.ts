import type { BenchEvent } from "@plugsmith/schemas";

/** A bench event before the reporter gave it id, sequence, time, bench and repository. */
export type BenchEventDraft = Omit<BenchEvent, "schemaVersion" | "id" | "bench" | "sequence" | "at" | "repository">;
