import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { buildPlugin } from "./build-plugin.ts";

await runStep(buildPlugin, actionsToolkit());
