/** What a runner tells while it works; texts are masked. */
export type RunnerEvent =
  | {
      readonly type: "run";
      readonly runId: number;
      readonly status: "in_progress" | "completed";
      readonly conclusion?: string;
      readonly message?: string;
    }
  | {
      readonly type: "job";
      readonly runId: number;
      readonly job: string;
      readonly status: "in_progress" | "completed";
      readonly conclusion?: string;
      readonly milliseconds?: number;
    }
  | {
      readonly type: "step";
      readonly runId: number;
      readonly job: string;
      readonly step: string;
      readonly conclusion: string;
      readonly milliseconds: number;
    }
  | { readonly type: "log"; readonly runId: number; readonly job: string; readonly step: string; readonly line: string }
  | {
      readonly type: "annotation";
      readonly runId: number;
      readonly job: string;
      readonly level: "error" | "warning" | "notice";
      readonly message: string;
    }
  | { readonly type: "summary"; readonly runId: number; readonly job: string; readonly text: string };
