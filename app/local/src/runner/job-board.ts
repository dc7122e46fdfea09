import type { JobView } from "./local-github-port.ts";

/** The list of a run's jobs as GitHub's API shows it. */
export interface JobBoard {
  start(name: string, labels: readonly string[]): void;
  addStep(name: string, step: { name: string; conclusion: string }): void;
  complete(name: string, conclusion: string): void;
}

/** A board that hands the whole list to `publish` after each change. */
export function createJobBoard(publish: (jobs: readonly JobView[]) => void): JobBoard {
  const jobs = new Map<string, JobView>();
  const now = () => new Date().toISOString();
  const put = (view: JobView) => {
    jobs.set(view.name, view);
    publish([...jobs.values()]);
  };
  const get = (name: string): JobView =>
    jobs.get(name) ?? {
      name,
      status: "queued",
      conclusion: null,
      started_at: null,
      completed_at: null,
      labels: [],
      steps: [],
    };
  return {
    start: (name, labels) => put({ ...get(name), status: "in_progress", started_at: now(), labels }),
    addStep(name, step) {
      const view = get(name);
      put({ ...view, steps: [...view.steps, { ...step, number: view.steps.length + 1, status: "completed" }] });
    },
    complete(name, conclusion) {
      const view = get(name);
      put({ ...view, status: "completed", conclusion, started_at: view.started_at ?? now(), completed_at: now() });
    },
  };
}
