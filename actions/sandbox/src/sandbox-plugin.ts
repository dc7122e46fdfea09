import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Interpreter,
  isInterpreted,
  parseStepInputs,
  readPluginManifest,
  readStepResult,
  type Step,
  type StepInputs,
  type StepToolkit,
} from "@plugsmith/action-kit";
import { isSelfReported, readPackAnswers, startSubject } from "@plugsmith/action-kit/probe";
import { type Confinement, readProcessUsage } from "@plugsmith/plugin-host";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { addConsumer } from "./consumer/add-consumer.ts";
import { gatherConsumer } from "./consumer/gather-consumer.ts";
import { gatherPluginAnalysis } from "./gather-plugin-analysis.ts";
import { openLoopback } from "./loopback-transport.ts";
import { planBoundaryProbes } from "./plan-boundary-probes.ts";
import { playLife } from "./play-life.ts";
import { proveBoundary } from "./prove-boundary.ts";
import { renderPictures } from "./render-pictures.ts";
import { makeLimits } from "./sandbox-limits.ts";

type Measurements = Record<string, number>;

/** Most of this step's code, in a file of its own. */
const loadCms = () => import("./cms/index.ts");

async function runLife(
  toolkit: StepToolkit,
  places: { pluginDir: string; stage: string; entry: string },
  manifest: PluginManifest,
  { confinement, interpreter }: { confinement: Confinement; interpreter: Interpreter | undefined },
): Promise<Measurements> {
  const subject = await startSubject({ ...places, manifest, confinement, interpreter, now: toolkit.now });
  const { probe } = subject;
  try {
    const times = await playLife(probe, subject.manifest, toolkit.now);
    const { peakRssMiB, processes } = readProcessUsage(probe.process.pid);
    const began = toolkit.now().getTime();
    await probe.process.stop({ graceMs: 2_000 });
    return { ...times, stopMs: toolkit.now().getTime() - began, peakRssMiB, processes };
  } finally {
    await subject.close(0);
    const printed = probe.logs.map(({ source, message }) => `${source}: ${message}`).join("\n");
    if (printed) toolkit.showUntrusted("plugin", printed);
  }
}

/** A PHP plugin without a driver; the pack's driver plays load, payment and unload against its kernel of that shop. */
async function runPhpLife(toolkit: StepToolkit, inputs: StepInputs, stage: string): Promise<Measurements> {
  const scenarios = ["lifecycle.load", "events.checkout_created", "events.payment_succeeded", "lifecycle.unload"];
  const { answers, run } = await readPackAnswers(toolkit, { pluginDir: inputs.pluginDir, stage, scenarios });
  const failed = answers.filter(({ status }) => status === "failed");
  if (failed.length > 0) {
    const words = failed.map(({ scenario, detail = "" }) => `${scenario}: ${detail}`).join("; ");
    throw new ForgeError("sandbox_failed", { message: `The plugin failed in the sandbox: ${words}`.slice(0, 1900) });
  }
  return { lifeMs: run.durationMs, peakRssMiB: run.peakRssMiB };
}

async function tryBoundary(
  toolkit: StepToolkit,
  manifest: PluginManifest,
  stage: string,
): Promise<Record<string, boolean>> {
  const outside = mkdtempSync(join(tmpdir(), "plugsmith-canary-"));
  const loopback = await openLoopback();
  try {
    const hostFile = join(outside, "canary");
    writeFileSync(hostFile, "nobody behind the boundary may read this");
    await loopback.knock();
    const open = loopback.count();
    const probes = planBoundaryProbes({ hostPort: loopback.port, hostFile, stage }, makeLimits(manifest));
    const held = await proveBoundary(toolkit, probes, stage, process.execPath);
    // Without the first knock the listener was never open, and "nobody came" would prove nothing.
    return { ...held, network: held["network"] === true && open === 1 && loopback.count() === 1 };
  } finally {
    await loopback.close();
    rmSync(outside, { recursive: true, force: true });
  }
}

/** Sandbox: the built plugin in the OS boundary without network, through a scripted life; and proof that the boundary is there. */
export const sandboxPlugin: Step = {
  name: "sandbox",
  async run(toolkit) {
    const inputs = parseStepInputs({
      pluginDir: toolkit.requiredInput("plugin-dir"),
      outDir: toolkit.requiredInput("out-dir"),
      name: toolkit.requiredInput("name"),
      headSha: toolkit.input("head-sha"),
      request: toolkit.input("request"),
      workspace: toolkit.run.workspace,
    });
    const built = readStepResult(toolkit, inputs.outDir, "build", inputs.headSha);
    readStepResult(toolkit, inputs.outDir, "test", inputs.headSha);
    const stage = join(inputs.outDir, "stage");
    const manifest = readPluginManifest(toolkit, stage, inputs.name);
    const confinement = await toolkit.confinement();
    const entry = String(built.facts?.["entry"] ?? manifest.entry);
    const about = {
      plugin: { name: manifest.name, version: manifest.version },
      confinement: confinement.level,
      ...(inputs.headSha === undefined ? {} : { headSha: inputs.headSha }),
    };
    const { analysis, summary, remark, refusal } = await gatherPluginAnalysis(toolkit, inputs, manifest);
    if (refusal) return { status: "failed", code: "analysis_failed", ...refusal, analysis, summary, ...about };
    const { applyTrial, decideVerdict, gatherTrial } = await loadCms();
    // Whoever brought the wrong shop learns it before anything is installed or run.
    const plan = await gatherTrial(toolkit, manifest, confinement.level === "os");
    const interpreter = isInterpreted(manifest.runtime) ? await toolkit.interpreter(manifest.runtime) : undefined;
    const life = isSelfReported(manifest, inputs.pluginDir, confinement.level, interpreter)
      ? runPhpLife(toolkit, inputs, stage)
      : runLife(toolkit, { pluginDir: inputs.pluginDir, stage, entry }, manifest, { confinement, interpreter });
    if (confinement.level !== "os") {
      const message = "The plugin lived through its script, but this machine has no boundary that could be proved.";
      return { message, facts: { ...(await life), boundary: false }, analysis, summary, ...about };
    }
    const [measurements, held, used] = await Promise.all([
      life,
      tryBoundary(toolkit, manifest, stage),
      gatherConsumer(toolkit, inputs.pluginDir, manifest, interpreter),
    ]);
    const broken = Object.keys(held).filter((name) => !held[name]);
    const alone = {
      driver: "native" as const,
      level: "contract" as const,
      network: "none" as const,
      limits: { ...makeLimits(manifest) },
      versions: { node: process.versions.node, plugin: manifest.version },
      measurements,
    };
    const { sandbox, remark: consumed } = addConsumer(alone, used, manifest.runtime);
    const facts = Object.fromEntries(Object.entries(held).map(([name, value]) => [`held_${name}`, value]));
    if (broken.length > 0) {
      const message = `The boundary of this machine does not hold: ${broken.join(", ")}.`;
      const hint = "Plugin code must not run here. Update bubblewrap and util-linux, or use another runner.";
      return { status: "failed", code: "confinement_unavailable", message, hint, facts, analysis, summary, ...about };
    }
    if (used?.kind === "failed") {
      const message = `The package failed where it was used as its users do: ${used.why}`.slice(0, 1900);
      const hint = "It was packed, installed and loaded from a project of its own; docs/sandbox.md says how.";
      return { status: "failed", code: "sandbox_failed", message, hint, sandbox, facts, analysis, summary, ...about };
    }
    const boundary = `${Object.keys(held).length} attempts at the boundary failed, as they must.`;
    const places = { pluginDir: inputs.pluginDir, stage, outDir: inputs.outDir };
    const trial = await applyTrial(toolkit, places, manifest, plan);
    if (trial.kind === "played") {
      const verdict = decideVerdict(trial.result, measurements, manifest.version);
      const message = `${verdict.message} ${boundary}${remark}`.slice(0, 2000);
      const pictures = renderPictures(verdict.artifacts, toolkit.run);
      const both = [verdict.summary, pictures, summary].filter(Boolean).join("\n\n");
      return { ...verdict, message, summary: both, facts, analysis, ...about };
    }
    const peak = measurements["peakRssMiB"] ?? 0;
    const left = trial.kind === "left" ? ` Not tried in its shop: ${trial.why}.` : "";
    return {
      message: `Lived without network in ${peak} MiB; ${boundary}${consumed}${left}${remark}`,
      sandbox,
      facts,
      analysis,
      summary,
      ...about,
    };
  },
};
