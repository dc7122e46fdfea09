import type { JobView } from "./local-github-port.ts";

/** The list of a run's jobs as GitHub's API shows it. */
export interface JobBoard {
  start(name: string): void;
  addStep(name: string, step: { name: string; conclusion: string }): void;
  complete(name: string, conclusion: string): void;
}

/** A board that hands the whole list to `publish` after each change. */
export function createJobBoard(publish: (jobs: JobView[]) => void): JobBoard {
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
      startedAt: null,
      completedAt: null,
      steps: [],
    };
  return {
    start: (name) => put({ ...get(name), status: "in_progress", startedAt: now() }),
    addStep(name, step) {
      const view = get(name);
      put({ ...view, steps: [...view.steps, { ...step, number: view.steps.length + 1, status: "completed" }] });
    },
    complete(name, conclusion) {
      const view = get(name);
      put({ ...view, status: "completed", conclusion, startedAt: view.startedAt ?? now(), completedAt: now() });
    },
  };
}
