import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";
import type { Builtin } from "./builtin.ts";
import { refuseInputs } from "./refuse-inputs.ts";

/** actions/setup-node: installs nothing, but fails when this runner's Node is not the version asked for. */
export const setupNode: Builtin = async ({ inputs, job, log }) => {
  refuseInputs("actions/setup-node", inputs, ["node-version", "check-latest", "package-manager-cache"]);
  const node = job.nodes["node24"] ?? process.execPath;
  const version = (await promisify(execFile)(node, ["--version"])).stdout.trim();
  const asked = (inputs["node-version"] ?? "").replace(/^v/, "").replace(/(\.x)+$/, "");
  if (asked !== "" && version !== `v${asked}` && !version.startsWith(`v${asked}.`)) {
    throw new ForgeError("job_unsupported", {
      message: `The workflow asks for Node ${asked}, this runner has ${version}.`,
      hint: "Ask for a version that the runner has.",
    });
  }
  log(`Node ${version}`);
  return { "node-version": version };
};
