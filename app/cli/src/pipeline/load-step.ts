import type { Step } from "@plugsmith/action-kit";
import type { PipelineStep } from "./plan-steps.ts";

/** The core of a step's action, the same code that its bundle runs. */
export async function loadStep(step: PipelineStep): Promise<Step> {
  switch (step) {
    case "build":
      return (await import("../../../../actions/build/src/build-plugin.ts")).buildPlugin;
    case "test":
      return (await import("../../../../actions/test/src/test-plugin.ts")).testPlugin;
    case "sandbox":
      return (await import("../../../../actions/sandbox/src/sandbox-plugin.ts")).sandboxPlugin;
    case "package":
      return (await import("../../../../actions/package/src/package-plugin.ts")).packagePlugin;
  }
}
