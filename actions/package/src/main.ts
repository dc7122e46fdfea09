import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { packagePlugin } from "./package-plugin.ts";

await runStep(packagePlugin, actionsToolkit());
