import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  isInterpreted,
  parseStepInputs,
  portableLimits,
  readPluginManifest,
  readTree,
  type Step,
  type StepInputs,
  type StepToolkit,
  type TreeEntry,
} from "@plugsmith/action-kit";
import { ForgeError, type Issue, type PluginManifest } from "@plugsmith/schemas";
import type { BundleAnswer } from "./bundler/bundle-entry.ts";
import { checkTree } from "./check-tree.ts";
import { applyCopies } from "./dependencies/apply-copies.ts";
import type { Prepared } from "./dependencies/apply-dependencies.ts";
import { planEntry, planStage } from "./plan-stage.ts";
import { planSyntaxChecks } from "./plan-syntax-checks.ts";
import type { WheelFacts } from "./python/apply-wheel-build.ts";

const mostBundleBytes = 1024 * 1024;

interface Bundler {
  readonly file: string;
  readonly needs: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The bundler beside the built action with its native part, or our sources with the project's node_modules. */
function findBundler(): Bundler {
  const here = import.meta.dirname;
  const built = join(here, "bundler.mjs");
  if (existsSync(built)) {
    const { platform, arch } = process;
    const native = readdirSync(here).find((file) => file.startsWith(`rolldown-binding.${platform}-${arch}`));
    if (native) {
      return { file: built, needs: [here], environment: { NAPI_RS_NATIVE_LIBRARY_PATH: join(here, native) } };
    }
    throw new ForgeError("tool_missing", {
      message: `This release holds no bundler for ${platform} ${arch}.`,
      hint: "Run the work job on the platform that the release was built for, Linux x64.",
    });
  }
  const file = join(here, "bundler/main.ts");
  for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(join(modules, "rolldown"))) {
      return { file, needs: [dirname(file), modules, join(folder, "package.json")], environment: {} };
    }
  }
  throw new ForgeError("tool_missing", { message: "The bundler rolldown is not installed.", hint: "Run npm ci." });
}

/** The bundler's parser is native code over a stranger's text, so it runs behind the boundary too. */
async function bundle(
  toolkit: StepToolkit,
  { folder, packages }: Pick<Prepared, "folder" | "packages">,
  entry: string,
): Promise<string> {
  const bundler = findBundler();
  const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
    program: process.execPath,
    args: [bundler.file, folder, entry, ...(packages ? ["packages"] : [])],
    cwd: folder,
    readOnly: [folder, ...bundler.needs],
    timeoutMs: 60_000,
    maxOutputBytes: 16 * 1024 * 1024,
    nodeAllows: ["addons"],
    environment: bundler.environment,
  });
  if (exitCode !== 0) {
    toolkit.showUntrusted("bundler", stderr);
    throw new ForgeError("build_failed", { message: `The bundler ended with ${signal ?? exitCode} on ${entry}.` });
  }
  const answer = JSON.parse(stdout) as BundleAnswer;
  if (!answer.ok) {
    throw new ForgeError("build_failed", {
      message: `${entry} does not build: ${answer.problems.join("; ")}`.slice(0, 1900),
      hint: "Correct the files named in the message.",
    });
  }
  return answer.code;
}

async function checkSyntax(
  toolkit: StepToolkit,
  stage: string,
  manifest: PluginManifest,
  staged: readonly string[],
): Promise<number> {
  const interpreter = isInterpreted(manifest.runtime) ? await toolkit.interpreter(manifest.runtime) : undefined;
  const check = planSyntaxChecks(manifest.runtime, staged, interpreter);
  if (!check) return 0;
  if (!existsSync(check.program)) {
    throw new ForgeError("tool_missing", {
      message: `${check.program} is not installed, and this plugin runs on it.`,
      hint: "Install it (Debian and Ubuntu: apt-get install php-cli, python3 or bash).",
    });
  }
  for (let at = 0; at < check.files.length; at += check.atOnce) {
    const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
      program: check.program,
      args: [...check.args, ...check.files.slice(at, at + check.atOnce).map((file) => join(stage, file))],
      cwd: stage,
      readOnly: [stage, ...(interpreter?.readOnly ?? [])],
      ...(interpreter?.portable ? { limits: portableLimits } : {}),
      timeoutMs: 60_000,
      maxOutputBytes: 256 * 1024,
    });
    if (exitCode !== 0) {
      const words = `${stdout}\n${stderr}`.replaceAll(`${stage}/`, "").trim().slice(0, 1500);
      throw new ForgeError("build_failed", {
        message: `A file is not valid ${manifest.runtime}: ${words || (signal ?? exitCode)}`,
      });
    }
  }
  return check.files.length;
}

/** Files that say which packages a plugin has or wants; without one of them there is nothing to install or to audit. */
const namesPackages = /(^|\/)(package-lock\.json|composer\.lock|requirements\.txt)$|^composer\.json$/;

/** The plugin with its packages. What does it is loaded only for a plugin that may have some: most have none. */
async function prepare(
  toolkit: StepToolkit,
  inputs: StepInputs,
  manifest: PluginManifest,
  entries: readonly TreeEntry[],
): Promise<Prepared> {
  const wants = (path: string) =>
    /^(web\/)?package\.json$/.test(path) && /"dependencies"/.test(readFileSync(join(inputs.pluginDir, path), "utf8"));
  if (entries.some(({ path }) => namesPackages.test(path) || wants(path))) {
    const { applyDependencies } = await import("./dependencies/apply-dependencies.ts");
    return applyDependencies(toolkit, inputs, manifest, entries);
  }
  return {
    dependencies: { audit: "nothing", locks: [], packages: [], unchecked: [], advisories: [] },
    folder: inputs.pluginDir,
    packages: false,
    vendored: [],
    remark: " Nothing to audit.",
    summary: "No dependencies: nothing to audit.",
  };
}

/** A Python plugin's wheel: proof that pip can install it, by name and digest. */
async function buildWheel(
  toolkit: StepToolkit,
  inputs: StepInputs,
  stage: string,
  { runtime }: PluginManifest,
  staged: ReadonlySet<string>,
): Promise<WheelFacts | undefined> {
  if (runtime !== "python" || !staged.has("pyproject.toml")) return undefined;
  const { applyWheelBuild } = await import("./python/apply-wheel-build.ts");
  return applyWheelBuild(toolkit, stage, join(inputs.outDir, "scratch"));
}

const describeIssues = (issues: readonly Issue[]) =>
  `The plugin's files cannot be built: ${issues
    .slice(0, 10)
    .map(({ path, message }) => `${path} ${message}`)
    .join("; ")}.`.slice(0, 1900);

/** Build: manifest and files checked, entry bundled or syntax checked, everything that ships copied to `stage/`. */
export const buildPlugin: Step = {
  name: "build",
  async run(toolkit) {
    const inputs = parseStepInputs({
      pluginDir: toolkit.requiredInput("plugin-dir"),
      outDir: toolkit.requiredInput("out-dir"),
      name: toolkit.requiredInput("name"),
      headSha: toolkit.input("head-sha"),
      request: toolkit.input("request"),
      workspace: toolkit.run.workspace,
    });
    if (`${inputs.outDir}/`.startsWith(`${inputs.pluginDir}/`)) {
      throw new ForgeError("input_invalid", {
        message: "out-dir lies inside plugin-dir.",
        hint: "Choose a folder outside.",
      });
    }
    const manifest = readPluginManifest(toolkit, inputs.pluginDir, inputs.name);
    const about = {
      plugin: { name: manifest.name, version: manifest.version },
      ...(inputs.headSha === undefined ? {} : { headSha: inputs.headSha }),
    };
    const entries = readTree(inputs.pluginDir, ["node_modules"]);
    const issues = checkTree(entries);
    if (!entries.some(({ path }) => path === manifest.entry)) {
      issues.push({ path: "entry", rule: "missing", message: `${manifest.entry} does not exist` });
    }
    if (issues.length > 0) {
      return {
        status: "failed",
        code: "build_failed",
        message: describeIssues(issues),
        hint: "Correct or remove the files named.",
        issues,
        ...about,
      };
    }
    const stage = join(inputs.outDir, "stage");
    for (const folder of [stage, join(inputs.outDir, "work")]) rmSync(folder, { recursive: true, force: true });
    const prepared = await prepare(toolkit, inputs, manifest, entries);
    const { dependencies, summary } = prepared;
    if (prepared.refusal) {
      return {
        status: "failed",
        code: "dependencies_vulnerable",
        ...prepared.refusal,
        dependencies,
        summary,
        ...about,
      };
    }
    const brought = checkTree(prepared.vendored);
    if (brought.length > 0) {
      const hint = "A package of the plugin's lockfile holds such a file. Use another version or another package.";
      return {
        status: "failed",
        code: "build_failed",
        message: describeIssues(brought),
        hint,
        issues: brought,
        dependencies,
        ...about,
      };
    }
    const staged = new Set(
      planStage(
        entries.map(({ path }) => path),
        manifest.runtime,
      ),
    );
    applyCopies(
      inputs.pluginDir,
      stage,
      entries.filter(({ path }) => staged.has(path)),
    );
    applyCopies(prepared.folder, stage, prepared.vendored);
    for (const { path } of prepared.vendored) staged.add(path);
    let bundleBytes = 0;
    if (manifest.runtime === "node") {
      const code = await bundle(toolkit, prepared, manifest.entry);
      bundleBytes = Buffer.byteLength(code);
      if (bundleBytes > mostBundleBytes) {
        throw new ForgeError("bundle_too_large", {
          message: `The built entry has ${bundleBytes} bytes; at most ${mostBundleBytes} are allowed.`,
          hint: "Move data out of the code, or drop what is not used.",
        });
      }
      mkdirSync(join(stage, "dist"), { recursive: true });
      writeFileSync(join(stage, "dist/plugin.mjs"), code, { mode: 0o644 });
    }
    const checked = await checkSyntax(toolkit, stage, manifest, [...staged]);
    const wheel = await buildWheel(toolkit, inputs, stage, manifest, staged);
    const { level } = await toolkit.confinement();
    const count = staged.size + (manifest.runtime === "node" ? 1 : 0);
    return {
      message: `Built ${manifest.name} ${manifest.version}: ${count} files.${prepared.remark}`,
      confinement: level,
      dependencies,
      summary,
      facts: {
        files: count,
        bundleBytes,
        syntaxChecked: checked,
        entry: planEntry(manifest),
        runtime: manifest.runtime,
        ...wheel,
      },
      ...about,
    };
  },
};
