import { basename, join, resolve } from "node:path";
import type { StepInputs, StepToolkit } from "@plugsmith/action-kit";
import { type Analysis, describeAnalysis, gatherAnalysis, renderAnalysis } from "@plugsmith/analysis";
import type { PluginManifest } from "@plugsmith/schemas";

/** GitHub shows so many annotations of a kind for one step. */
const mostShown = 10;

interface Judged {
  readonly analysis: Analysis;
  /** Markdown for the job summary. */
  readonly summary: string;
  /** For the step's one sentence; empty when nothing was found. */
  readonly remark: string;
  /** What is wrong, when the plugin may not go on. */
  readonly refusal?: { readonly message: string; readonly hint: string };
}

/** Only where the forge has settings: their validator would be a quarter of what the step loads at its start. */
const readForgeAllowances = async (file: string) => (await import("./read-allowances.ts")).readAllowances(file);

/** Findings as annotations of the pull request's files; those in built files have no line there. */
function annotate(toolkit: StepToolkit, inputs: StepInputs, { findings }: Analysis): void {
  const folder = `plugins/${basename(inputs.pluginDir)}`;
  for (const severity of ["error", "warning"] as const) {
    const shown = findings
      .filter((each) => each.severity === severity && each.allowed === undefined)
      .slice(0, mostShown);
    for (const { rule, path, line, message } of shown) {
      const isSource = toolkit.readFile(inputs.pluginDir, path) !== null;
      const place = isSource ? { file: `${folder}/${path}`, ...(line > 0 ? { line } : {}) } : {};
      const words = isSource ? message : `${path}${line > 0 ? `:${line}` : ""}: ${message}`;
      toolkit.annotate({ level: severity, title: `static analysis: ${rule}`, message: words, ...place });
    }
  }
}

/** Reads what build staged for malicious patterns, before any line of it runs here; says what it found. */
export async function gatherPluginAnalysis(
  toolkit: StepToolkit,
  inputs: StepInputs,
  manifest: PluginManifest,
): Promise<Judged> {
  const config = toolkit.input("forge-config");
  const allowances = config === "" ? [] : await readForgeAllowances(resolve(toolkit.run.workspace ?? "", config));
  const analysis = await gatherAnalysis(toolkit, join(inputs.outDir, "stage"), manifest, allowances);
  annotate(toolkit, inputs, analysis);
  const summary = renderAnalysis(analysis);
  const described = describeAnalysis(analysis);
  const remark = described === "" ? "" : ` ${described.charAt(0).toUpperCase()}${described.slice(1)}.`;
  if (analysis.errors === 0) return { analysis, summary, remark };
  const words = analysis.findings
    .filter(({ severity, allowed }) => severity === "error" && allowed === undefined)
    .slice(0, 5)
    .map(({ rule, path, line, message }) => `${path}${line > 0 ? `:${line}` : ""} ${rule}: ${message}`);
  const message =
    `Static analysis found ${analysis.errors} error${analysis.errors === 1 ? "" : "s"}: ${words.join(" | ")}`.slice(
      0,
      1900,
    );
  const hint =
    "docs/static-analysis.md says of each rule why it is there and what to do instead. A comment in the code changes nothing; the forge's owners can allow a rule in .github/forge.yml.";
  return { analysis, summary, remark, refusal: { message, hint } };
}
