import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { registryPlugin } from "./registry-plugin.ts";

await runStep(registryPlugin, actionsToolkit());
