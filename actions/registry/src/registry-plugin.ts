import type { Step, StepToolkit } from "@plugsmith/action-kit";
import { createGitRegistryStore } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";
import { type RefreshPorts, refreshRegistry } from "./refresh-registry.ts";

/** The online key, taken out of the environment so that no child inherits it, and masked line by line. */
function takeKey(toolkit: StepToolkit): string | null {
  const pem = process.env["PLUGSMITH_REGISTRY_KEY"]?.trim() ?? "";
  delete process.env["PLUGSMITH_REGISTRY_KEY"];
  const lines = pem.split("\n").map((line) => line.trim());
  for (const line of lines.filter((one) => one !== "" && !one.startsWith("-----"))) toolkit.mask(line);
  return pem === "" ? null : pem;
}

function makePorts(toolkit: StepToolkit): RefreshPorts {
  const { repository, serverUrl } = toolkit.run;
  if (repository === undefined)
    throw new ForgeError("input_invalid", {
      message: "GITHUB_REPOSITORY is missing.",
      hint: "This step runs on GitHub only.",
    });
  const token = toolkit.requiredInput("github-token");
  toolkit.mask(token);
  const pem = takeKey(toolkit);
  const now = () => toolkit.now();
  return {
    store: createGitRegistryStore({ gitUrl: `${serverUrl}/${repository}.git`, token, now }),
    readKeys: () => pem,
    now,
  };
}

/** Step `registry`: what keeps a signed registry alive while nothing is published. */
export const registryPlugin: Step = {
  name: "registry",
  async run(toolkit) {
    const { message, due, isSigned, lifted } = await refreshRegistry(makePorts(toolkit));
    if (lifted.length > 0) toolkit.annotate({ level: "warning", title: "A suspension is over", message });
    if (due.length > 0) toolkit.annotate({ level: "warning", title: "People must sign", message });
    return { message, facts: { isSigned, due: due.join(" "), lifted: lifted.join(", ") } };
  },
};
