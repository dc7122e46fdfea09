import { readdirSync, readFileSync } from "node:fs";
import { readStepResult, type Step, type StepReport, type StepToolkit } from "@plugsmith/action-kit";
import { createGitRegistryStore, createKeyedRegistryStore } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";
import { createGitHubTransport } from "@plugsmith/trust/github";
import { CORE_SCHEMA, load } from "js-yaml";
import type { ChannelSecret } from "./channels/channel.ts";
import { createSubversionTransport } from "./channels/subversion-transport.ts";
import { checkRebuild, type Rebuild } from "./check-rebuild.ts";
import { mergePlugin } from "./merge/merge-plugin.ts";
import {
  type MergeInputs,
  type PlanInputs,
  parsePublishInputs,
  type RebuildInputs,
  type ReleaseInputs,
  type RevokeInputs,
} from "./parse-publish-inputs.ts";
import { planChannels } from "./publication/plan-channels.ts";
import type { PublishPorts } from "./publish-ports.ts";
import { releasePlugin } from "./release/release-plugin.ts";
import type { SignedFiles } from "./release/signed-files.ts";
import { revokePublished } from "./revoke/revoke-published.ts";
import { settleKits } from "./settle/settle-kits.ts";

const missing = (what: string, hint: string): never => {
  throw new ForgeError("input_invalid", { message: `${what} is missing.`, hint });
};

/** A secret of the job; taken out of the environment, so that no child inherits it, and masked line by line. */
function takeSecret(toolkit: StepToolkit, name: string): string | null {
  const value = process.env[name] ?? "";
  delete process.env[name];
  if (value.trim() === "") return null;
  for (const line of value.split("\n")) if (line.trim() !== "" && !line.startsWith("-----")) toolkit.mask(line.trim());
  return value;
}

function makePorts(toolkit: StepToolkit): PublishPorts {
  const { repository, apiUrl, serverUrl, runId = "0" } = toolkit.run;
  if (repository === undefined) return missing("GITHUB_REPOSITORY", "This phase runs on GitHub only.");
  const token = toolkit.requiredInput("github-token");
  toolkit.mask(token);
  const registryKey = takeSecret(toolkit, "PLUGSMITH_REGISTRY_KEY");
  const secrets: Readonly<Record<ChannelSecret, string | null>> = {
    PLUGSMITH_NPM_TOKEN: takeSecret(toolkit, "PLUGSMITH_NPM_TOKEN")?.trim() ?? null,
    PLUGSMITH_WORDPRESS_PASSWORD: takeSecret(toolkit, "PLUGSMITH_WORDPRESS_PASSWORD")?.trim() ?? null,
  };
  return {
    repository,
    serverUrl,
    fetch,
    subversion: createSubversionTransport(),
    secretOrNull: (name) => secrets[name],
    runId,
    runUrl: `${serverUrl}/${repository}/actions/runs/${runId}`,
    api: createGitHubTransport({ apiUrl, token }),
    registry: createKeyedRegistryStore({
      store: createGitRegistryStore({ gitUrl: `${serverUrl}/${repository}.git`, token }),
      readKeys: () => registryKey,
      now: () => toolkit.now(),
    }),
    loadYaml: (text) => load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 20 }),
    now: () => toolkit.now(),
  };
}

function readRebuild(toolkit: StepToolkit, inputs: RebuildInputs, folder: string): Rebuild {
  const result = readStepResult(toolkit, folder, "package", inputs.headSha);
  const name = `${result.plugin?.name}-${result.plugin?.version}.zip`;
  const zip = toolkit.readFile(folder, name);
  return zip ? { result, zip } : missing(name, "Run the package step first, with the same out-dir.");
}

/** Version and bytes of the one package in a folder. */
function readPackage(toolkit: StepToolkit, name: string, folder: string, hint: string) {
  const [zipName, ...others] = readdirSync(folder).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith(".zip"),
  );
  if (zipName === undefined || others.length > 0) return missing("The one package of zip-dir", hint);
  const zip = toolkit.readFile(folder, zipName) ?? missing(zipName, hint);
  return { zipName, version: zipName.slice(name.length + 1, -".zip".length), zip };
}

function readSigned(toolkit: StepToolkit, { name, zipDir, trustedRoot }: ReleaseInputs): SignedFiles {
  const { zipName, version, zip } = readPackage(toolkit, name, zipDir, "Run the sign step first.");
  const read = (file: string) => toolkit.readFile(zipDir, file) ?? missing(file, "Run the sign step first.");
  const readText = (file: string) => Buffer.from(read(file)).toString("utf8");
  return {
    version,
    zip,
    sbom: read(`${zipName}.cdx.json`),
    bundles: readText(`${zipName}.sigstore.jsonl`),
    policy: readText(`${zipName}.policy.json`),
    trustedRoot: trustedRoot === "" ? null : (JSON.parse(readFileSync(trustedRoot, "utf8")) as Record<string, unknown>),
  };
}

function runRebuildCheck(toolkit: StepToolkit, inputs: RebuildInputs): StepReport {
  const { name, headSha, digest, firstDir, secondDir } = inputs;
  const builds = [readRebuild(toolkit, inputs, firstDir), readRebuild(toolkit, inputs, secondDir)] as const;
  const version = checkRebuild(inputs, builds);
  toolkit.setOutput("size", String(builds[0].zip.byteLength));
  return { message: `Built twice, the same bytes: ${digest}.`, plugin: { name, version }, headSha, digest };
}

async function runMerge(toolkit: StepToolkit, inputs: MergeInputs): Promise<StepReport> {
  const { name, headSha, digest } = inputs;
  const { version, request, mergeSha, channels, message } = await mergePlugin(inputs, makePorts(toolkit));
  toolkit.setOutput("channels", channels.join(","));
  toolkit.setOutput("request", String(request));
  if (mergeSha !== null) toolkit.setOutput("merge-sha", mergeSha);
  return { message, plugin: { name, version }, headSha, digest, facts: { mergeSha, request } };
}

async function runPlan(toolkit: StepToolkit, inputs: PlanInputs): Promise<StepReport> {
  const { name, headSha, digest, zipDir } = inputs;
  const { zip } = readPackage(toolkit, name, zipDir, "Fetch the rebuilt package first.");
  const { version, message, summary } = await planChannels(inputs, makePorts(toolkit), zip);
  return { message, plugin: { name, version }, headSha, digest, summary };
}

async function runRelease(toolkit: StepToolkit, inputs: ReleaseInputs): Promise<StepReport> {
  const signed = readSigned(toolkit, inputs);
  const { name, headSha, digest } = inputs;
  const { tag, message, summary, changed } = await releasePlugin(inputs, makePorts(toolkit), signed);
  const plugin = { name, version: signed.version };
  return { message, plugin, headSha, digest, summary, facts: { tag, changed } };
}

async function runRevoke(toolkit: StepToolkit, inputs: RevokeInputs): Promise<StepReport> {
  const { state, message } = await revokePublished(inputs, makePorts(toolkit));
  return { message, plugin: { name: inputs.name, version: inputs.version }, facts: { state } };
}

async function runSettle(toolkit: StepToolkit): Promise<StepReport> {
  const { settled, message } = await settleKits(makePorts(toolkit));
  return { message, facts: { settled: settled.length } };
}

/** Step `publish`, one phase a run. Each phase can be run again at any time and does only what is left. */
export const publishPlugin: Step = {
  name: "publish",
  async run(toolkit) {
    const inputs = parsePublishInputs((name) => toolkit.input(name));
    switch (inputs.phase) {
      case "rebuild-check":
        return runRebuildCheck(toolkit, inputs);
      case "plan":
        return runPlan(toolkit, inputs);
      case "merge":
        return runMerge(toolkit, inputs);
      case "release":
        return runRelease(toolkit, inputs);
      case "revoke":
        return runRevoke(toolkit, inputs);
      case "settle":
        return runSettle(toolkit);
    }
  },
};
