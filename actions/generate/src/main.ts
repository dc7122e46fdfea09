import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { generatePlugin } from "./generate-plugin.ts";

await runStep(generatePlugin, actionsToolkit());
