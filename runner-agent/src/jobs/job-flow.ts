import { ForgeError } from "@plugsmith/schemas";
import { type JobDraft, listJobs } from "./job-draft.ts";
import type { JobRow } from "./job-row.ts";
import { decideJob, hasFailed, isOver, type JobEvent } from "./job-state.ts";
import type { JobStore } from "./job-store.ts";

export type FlowStore = Pick<JobStore, "insert" | "find" | "findByKey" | "childrenOf" | "update" | "count">;

/** Moves jobs, and with each those that wait for it or that it waits for. Every method belongs into one transaction. */
export interface JobFlow {
  /** Adds a job and all below it. Checked before anything is written. @throws ForgeError `job_key_taken`, `job_queue_full`. */
  add(draft: JobDraft, now: number): JobRow;
  /** @throws ForgeError `job_conflict` when the event cannot happen to the job. */
  move(row: JobRow, event: JobEvent, now: number, result?: string): void;
  /** Cancels a job and what only it waits for; answers those that run now. @throws ForgeError `job_conflict`. */
  cancel(row: JobRow, now: number): JobRow[];
  /** A failed job, its failed children and whoever failed because of it start again. @throws ForgeError `job_conflict`. */
  retry(row: JobRow, now: number): void;
  /** Unfinished jobs. */
  size(): number;
  /** Counts again, after a transaction was undone. */
  recount(): void;
}

/** `wake`: a job of this plugin can be taken; `most`: unfinished jobs in all. */
export function createJobFlow(store: FlowStore, wake: (plugin: string) => void, most: number): JobFlow {
  const measure = () => store.count().reduce((sum, { state, count }) => (isOver(state) ? sum : sum + count), 0);
  let size = measure();

  function read(id: number): JobRow {
    const row = store.find(id);
    if (!row) throw new ForgeError("job_unknown", { message: `Job ${id} is gone.` });
    return row;
  }

  function insert(draft: JobDraft, parent: number | null, now: number): number {
    const state = draft.children.length > 0 ? "blocked" : draft.delayMs > 0 ? "delayed" : "waiting";
    const id = store.insert(draft, state, parent, now);
    size += 1;
    for (const child of draft.children) insert(child, id, now);
    if (state === "waiting") wake(draft.plugin);
    return id;
  }

  function apply(row: JobRow, event: JobEvent, now: number, result?: string): JobRow {
    const next = decideJob(row, event, row.maxAttempts);
    if (!next)
      throw new ForgeError("job_conflict", {
        message: `Job ${row.id} is ${row.state}: ${event.type} is not possible.`,
        hint: `\`plugsmith agent jobs show ${row.id}\` tells its story.`,
      });
    store.update(row, next, now, result ?? null);
    size += Number(isOver(row.state)) - Number(isOver(next.state));
    if (next.state === "waiting") wake(row.plugin);
    return { ...row, ...next };
  }

  function move(row: JobRow, event: JobEvent, now: number, result?: string): void {
    const { id, plugin, name, state, parent, failure } = apply(row, event, now, result);
    if (parent === null || !isOver(state)) return;
    const above = store.find(parent);
    if (above?.state !== "blocked") return;
    if (hasFailed(state)) {
      const why = failure ? `: ${failure.code}` : "";
      const message = `Job ${id} (${plugin} ${name}) is ${state}${why}.`;
      move(above, { type: "child_failed", failure: { code: "job_child_failed", message } }, now);
    } else if (store.childrenOf(parent).every((sibling) => sibling.state === "done"))
      move(above, { type: "released", now }, now);
  }

  function cancelBelow(row: JobRow, now: number): JobRow[] {
    return store
      .childrenOf(row.id)
      .filter(({ state }) => !isOver(state) && state !== "cancelling")
      .flatMap((child) => cancel(child, now));
  }

  function cancel(row: JobRow, now: number): JobRow[] {
    move(row, { type: "cancel" }, now);
    return [...(row.state === "running" ? [row] : []), ...cancelBelow(row, now)];
  }

  function revive(row: JobRow, now: number): void {
    const children = store.childrenOf(row.id);
    for (const child of children) if (hasFailed(child.state)) revive(child, now);
    apply(row, { type: "retry", now, blocked: children.some(({ state }) => state !== "done") }, now);
  }

  function reviveAbove({ parent }: JobRow, now: number): void {
    const above = parent === null ? undefined : store.find(parent);
    if (above?.state !== "dead" || above.failure?.code !== "job_child_failed") return;
    if (store.childrenOf(above.id).some(({ state }) => hasFailed(state))) return;
    apply(above, { type: "retry", now, blocked: true }, now);
    reviveAbove(above, now);
  }

  return {
    add(draft, now) {
      const drafts = listJobs(draft);
      if (size + drafts.length > most)
        throw new ForgeError("job_queue_full", {
          message: `${size} jobs are unfinished; ${most} is the most.`,
          hint: "`plugsmith agent jobs stats` shows which plugin's. Cancel some, or wait.",
        });
      for (const { plugin, key } of drafts)
        if (key !== null && store.findByKey(plugin, key))
          throw new ForgeError("job_key_taken", {
            message: `${plugin} already has a job with the key ${JSON.stringify(key)}.`,
            hint: "A child of a new flow needs a key of its own; a whole flow is repeated by the key of its outermost job.",
          });
      return read(insert(draft, null, now));
    },
    move,
    cancel,
    retry(row, now) {
      revive(row, now);
      reviveAbove(row, now);
    },
    size: () => size,
    recount() {
      size = measure();
    },
  };
}
