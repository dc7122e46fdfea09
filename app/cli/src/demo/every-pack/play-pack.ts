import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localToolkit, type RunStepResult, runStep } from "@plugsmith/action-kit";
import { parseContractReport, parsePluginManifest, toForgeError } from "@plugsmith/schemas";
import { type Pack, renderPlugin } from "@plugsmith/templates";
import { loadStep } from "../../pipeline/load-step.ts";
import { pipelineSteps } from "../../pipeline/plan-steps.ts";
import { writeTree } from "../../write-tree.ts";
import type { StageProgress } from "../progress-line.ts";
import { makePackRequest } from "./make-pack-request.ts";
import type { PackEvidence } from "./pack-evidence.ts";

const requester = { id: 1, login: "local" };

function readReport(outDir: string) {
  const file = join(outDir, "results/contract.json");
  const parsed = existsSync(file) ? parseContractReport(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  return parsed?.ok ? parsed.value : undefined;
}

function note(evidence: PackEvidence, result: RunStepResult, outDir: string): void {
  if (result.status !== "success") {
    const lacks = result.code === "tool_missing";
    evidence.status = lacks ? "skipped" : "failed";
    evidence.message = `${result.step}: ${result.message}${lacks && result.hint ? ` ${result.hint}` : ""}`;
  }
  const report = result.step === "test" ? readReport(outDir) : undefined;
  if (report) Object.assign(evidence, { tests: report.tests, judgedBy: report.judgedBy, checks: report.checks });
  if (result.sandbox) {
    evidence.sandbox = { level: result.sandbox.level, driver: result.sandbox.driver };
    const pictures = join(outDir, "sandbox/pictures");
    if (existsSync(pictures)) evidence.screenshots = pictures;
  }
  if (result.step === "package") {
    evidence.digest = result.digest ?? "";
    evidence.bytes = result.artifacts?.[0]?.size ?? 0;
  }
}

/** Driver for a pack's shop system: an app of Shopify needs no PHP, so the one that is there is taken. */
function chooseDriver(cms: string, asked: string): string {
  if (cms === "shopify") return asked && "auto";
  return ["woocommerce", "prestashop", "magento"].includes(cms) ? asked : "";
}

/**
 * Takes one pack's request through generate, build, test, sandbox and package, with the code that the actions run. Never
 * throws for what the plugin does: the evidence says which step failed and why.
 * @param options driver of the CMS sandbox, for packs whose CMS it can start (empty: none), and the waiver of the boundary.
 */
export async function playPack(
  pack: Pack,
  home: string,
  progress: StageProgress,
  { sandbox, waiver }: { sandbox: string; waiver: string | undefined },
): Promise<PackEvidence> {
  const began = performance.now();
  const { definition } = pack;
  const request = makePackRequest(pack);
  const by = { version: "1.0.0", requestNumber: 0, requester, author: requester.login };
  const tree = renderPlugin({ pack, request, ...by });
  const manifest = parsePluginManifest(JSON.parse(String(tree.get("plugin.json")?.content ?? "null")));
  const evidence: PackEvidence = {
    pack: definition.name,
    packVersion: definition.version,
    packDigest: pack.digest,
    runtime: definition.runtime,
    supportedVersions: definition.supportedVersions ?? "",
    features: definition.features,
    locales: definition.locales,
    publishes: manifest.ok ? manifest.value.events.publishes : [],
    files: tree.size,
    status: "success",
    message: "",
    tests: { passed: 0, failed: 0, skipped: 0 },
    judgedBy: "",
    checks: [],
    sandbox: { level: "", driver: "" },
    screenshots: "",
    digest: "",
    bytes: 0,
    durationMs: 0,
  };
  const folder = join(home, "plugins", request.name);
  const outDir = join(home, "out", request.name);
  try {
    await writeTree(folder, tree);
    for (const step of pipelineSteps) {
      progress.say(step);
      const inputs = {
        "plugin-dir": folder,
        "out-dir": outDir,
        name: request.name,
        sandbox: chooseDriver(request.cms, sandbox),
      };
      const toolkit = localToolkit({ inputs, waiver, onInfo: progress.say, onUntrusted: () => {} });
      note(evidence, await runStep(await loadStep(step), toolkit), outDir);
      if (evidence.status !== "success") break;
    }
  } catch (thrown) {
    Object.assign(evidence, { status: "failed", message: toForgeError(thrown).message });
  }
  evidence.durationMs = Math.round(performance.now() - began);
  return evidence;
}
