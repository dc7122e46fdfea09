import { actionsToolkit, runStep } from "@plugsmith/action-kit";
import { signPlugin } from "./sign-plugin.ts";

await runStep(signPlugin, actionsToolkit());
