import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { reportPlugin } from "./report-plugin.ts";

await runStep(reportPlugin, actionsToolkit());
