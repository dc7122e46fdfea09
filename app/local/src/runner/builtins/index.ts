import type { Builtin } from "./builtin.ts";
import { checkout } from "./checkout.ts";
import { downloadArtifact } from "./download-artifact.ts";
import { setupNode } from "./setup-node.ts";
import { uploadArtifact } from "./upload-artifact.ts";

/** Built-in actions by repository; the workflow must still pin each to a full SHA. */
export const builtins: ReadonlyMap<string, Builtin> = new Map([
  ["actions/checkout", checkout],
  ["actions/setup-node", setupNode],
  ["actions/upload-artifact", uploadArtifact],
  ["actions/download-artifact", downloadArtifact],
]);
