import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { publishPlugin } from "./publish-plugin.ts";

await runStep(publishPlugin, actionsToolkit());
