import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import { readPacks } from "@plugsmith/templates";
import type { Outcome } from "../../outcome.ts";
import type { ProgressLine } from "../progress-line.ts";
import type { PackEvidence } from "./pack-evidence.ts";
import { playPack } from "./play-pack.ts";
import { renderCounts, renderPacks } from "./render-packs.ts";

/** Plugins that this program made a moment ago may run without a boundary, and people are told. */
async function waiveBoundary(say: (line: string) => void): Promise<string | undefined> {
  const asked = process.env["PLUGSMITH_CONFINEMENT"];
  const { level, reason = "there are no namespaces" } = await detectConfinement();
  if (level === "os" || asked !== undefined) return asked;
  say(
    `No operating-system boundary here (${reason}): these plugins, made by this program, run in Node's permission model`,
  );
  say("or in WebAssembly. Sandbox level: process. A stranger's plugin would be refused; install bubblewrap for it.\n");
  return "process";
}

/**
 * Every pack that is there, through generate, build, test, sandbox and package, one after the other. A pack that cannot be
 * read or a plugin that fails is a line of the table, and the outcome is failed.
 */
export async function runPacks(options: {
  keep: boolean;
  /** Driver of the CMS sandbox; empty: no CMS is started. */
  sandbox: string;
  progress: ProgressLine;
  say: (line: string) => void;
  signal: AbortSignal;
  /** Where the packs are; those that ship unless it is given. */
  packs?: string;
}): Promise<Outcome> {
  const { keep, sandbox, progress, say, signal } = options;
  const home = mkdtempSync(join(tmpdir(), "plugsmith-packs-"));
  const broken: string[] = [];
  const played: PackEvidence[] = [];
  const began = performance.now();
  try {
    const packs = await readPacks(options.packs, (name, error) => broken.push(`${name}: ${error.message}`));
    const waiver = await waiveBoundary(say);
    for (const pack of packs) {
      if (signal.aborted) throw new ForgeError("interrupted");
      const line = progress.start(pack.definition.name);
      const evidence = await playPack(pack, home, line, { sandbox, waiver });
      played.push(evidence);
      if (evidence.status !== "success") line.failed(evidence.message.slice(0, 200));
      else line.done(`${evidence.files} files, ${evidence.tests.passed} tests, contract ${renderCounts(evidence)}`);
    }
  } finally {
    if (!keep) {
      rmSync(home, { recursive: true, force: true });
      for (const one of played) one.screenshots = "";
    }
  }
  const failed = played.filter(({ status }) => status === "failed").length + broken.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const text = [
    `\n${played.length} packs in ${seconds} s, each from a request to a package.\n`,
    renderPacks(played),
    ...broken.map((words) => `  ✗ a pack cannot be read: ${words}`),
    ...(keep
      ? [`\n  Plugins, results and packages: ${home}`]
      : ["\n  Add --keep to look at the plugins, packages and pictures."]),
  ].join("\n");
  const facts = { packs: played, broken, ...(keep ? { workFolder: home } : {}) };
  if (failed > 0) {
    const message = `${failed} of ${played.length + broken.length} packs failed.`;
    return {
      status: "failed",
      code: "step_failed",
      message,
      hint: "Each failed line names its step.",
      facts,
      text,
    };
  }
  const skipped = played.filter(({ status }) => status === "skipped").length;
  const message = `${played.length - skipped} packs passed${skipped > 0 ? `, ${skipped} skipped` : ""}.`;
  return { status: "success", code: "ok", message, facts, text };
}
