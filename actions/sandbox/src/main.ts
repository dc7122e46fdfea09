import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { sandboxPlugin } from "./sandbox-plugin.ts";

await runStep(sandboxPlugin, actionsToolkit());
