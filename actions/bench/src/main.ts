import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { benchPlugin } from "./bench-plugin.ts";

await runStep(benchPlugin, actionsToolkit());
