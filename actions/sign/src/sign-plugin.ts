import type { Step, StepToolkit } from "@plugsmith/action-kit";
import { createGitRegistryStore, createKeyedRegistryStore } from "@plugsmith/registry";
import { ForgeError, renderInert } from "@plugsmith/schemas";
import { applyTokenCall, createVaultTransport, makeSigner, readSecret, type SignerPorts } from "@plugsmith/signers";
import { createGitHubTransport } from "@plugsmith/trust/github";
import { CORE_SCHEMA, load } from "js-yaml";
import { parseSignInputs } from "./parse-sign-inputs.ts";
import { type SignPorts, signPackage } from "./sign-package.ts";

function makeSignerPorts(toolkit: StepToolkit): SignerPorts {
  return {
    readSecret(name) {
      const secret = readSecret(name);
      toolkit.mask(secret);
      return secret;
    },
    tokens: (audience) => ({ getToken: () => toolkit.idToken(audience) }),
    runTokenTool: applyTokenCall,
    connectVault: createVaultTransport,
    now: () => toolkit.now().getTime(),
  };
}

function makePorts(toolkit: StepToolkit, zipDir: string): SignPorts {
  const { repository, apiUrl, serverUrl } = toolkit.run;
  if (repository === undefined)
    throw new ForgeError("input_invalid", { message: "GITHUB_REPOSITORY is missing; sign runs on GitHub only." });
  const token = toolkit.requiredInput("github-token");
  toolkit.mask(token);
  return {
    repository,
    api: createGitHubTransport({ apiUrl, token }),
    // It writes nothing, and believes only approvers whom people have signed.
    registry: createKeyedRegistryStore({
      store: createGitRegistryStore({ gitUrl: `${serverUrl}/${repository}.git`, token }),
      readKeys: () => null,
      now: () => toolkit.now(),
    }),
    tokens: { getToken: () => toolkit.idToken("sigstore") },
    makeSigner: (config) => makeSigner(config, makeSignerPorts(toolkit)),
    loadYaml: (text) => load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 20 }),
    readFile: (name) => toolkit.readFile(zipDir, name),
    now: () => toolkit.now(),
  };
}

/** Step `sign`: the only one with an identity token; it runs no code of the plugin. */
export const signPlugin: Step = {
  name: "sign",
  async run(toolkit) {
    const inputs = parseSignInputs((name) => toolkit.input(name));
    const signed = await signPackage(inputs, makePorts(toolkit, inputs.zipDir));
    for (const [name, content] of Object.entries(signed.files)) toolkit.writeFile(inputs.outDir, name, content);
    return {
      message: [
        `Signed ${inputs.name} ${signed.version}: ${signed.attested.length} statements, ${signed.approvers.length} approvals.`,
        ...signed.missing,
      ].join(" "),
      plugin: { name: inputs.name, version: signed.version },
      headSha: inputs.headSha,
      digest: signed.digest,
      summary: [...signed.proved, ...signed.missing].map((sentence) => `- ${renderInert(sentence)}`).join("\n"),
      facts: {
        approvals: signed.approvers.length,
        attested: signed.attested.join(" "),
        mergeSha: inputs.mergeSha,
      },
    };
  },
};
