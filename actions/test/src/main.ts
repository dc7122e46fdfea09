import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { testPlugin } from "./test-plugin.ts";

await runStep(testPlugin, actionsToolkit());
