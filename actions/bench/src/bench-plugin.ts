import { isAbsolute, join } from "node:path";
import type { Step, StepToolkit } from "@plugsmith/action-kit";
import { reachAgent } from "@plugsmith/plugin-host";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { parseBenchInputs } from "./parse-bench-inputs.ts";
import { useBench } from "./use-bench.ts";

/** Protocols of the control socket that this action speaks: leases with a queue came with 2. */
const spokenProtocols = [2];
const defaultSocket = "/run/plugsmith/jobs.sock";

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const connect = (toolkit: StepToolkit) =>
  reachAgent(toolkit.input("socket") || process.env["PLUGSMITH_AGENT_SOCKET"] || defaultSocket);

/** The job is over: what it still holds is let go. The agent may be gone; the lease then ends by itself. */
async function letGo(toolkit: StepToolkit) {
  const token = toolkit.savedState("lease");
  if (token === "") return { message: "Nothing was reserved." };
  toolkit.mask(token);
  try {
    const agent = await connect(toolkit);
    try {
      const answer = (await agent.request("lease", { action: "release", token })) as { released: boolean };
      return { message: answer.released ? "The lease was given back." : "The lease was over already." };
    } finally {
      agent.close();
    }
  } catch (thrown) {
    const { message } = toForgeError(thrown);
    toolkit.annotate({ level: "warning", message: `The lease ends by itself: ${message}` });
    return { message: "The agent does not answer; the lease ends by itself." };
  }
}

/** Bench: hardware in the loop of a workflow job on the bench's own runner. */
export const benchPlugin: Step = {
  name: "bench",
  async run(toolkit) {
    if (toolkit.savedState("started") !== "") return letGo(toolkit);
    toolkit.saveState("started", "yes");
    const request = parseBenchInputs(toolkit.input);
    if (request.lease !== "") toolkit.mask(request.lease);
    const { artifactsDir } = request;
    const { workspace } = toolkit.run;
    if (!isAbsolute(artifactsDir) && !workspace)
      throw new ForgeError("input_invalid", { message: "artifacts-dir is relative, and there is no workspace." });
    const agent = await connect(toolkit);
    try {
      await agent.request("hello", { protocols: spokenProtocols }).catch((thrown: unknown) => {
        if (toForgeError(thrown).code !== "method_unknown") throw thrown;
        throw new ForgeError("protocol_unsupported", {
          message: "The agent on this bench is from before leases with a queue.",
          hint: "Upgrade the agent.",
          cause: thrown,
        });
      });
      const folder = isAbsolute(artifactsDir) ? artifactsDir : join(workspace ?? "/", artifactsDir);
      return await useBench(request, { agent, toolkit, pause, folder });
    } finally {
      agent.close();
    }
  },
};
