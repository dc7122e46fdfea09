import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  parseStepInputs,
  readPluginManifest,
  readTree,
  type Step,
  type StepInputs,
  type StepToolkit,
} from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { BundleAnswer } from "./bundler/bundle-entry.ts";
import { checkTree } from "./check-tree.ts";
import { planEntry, planStage } from "./plan-stage.ts";
import { planSyntaxChecks } from "./plan-syntax-checks.ts";

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
async function bundle(toolkit: StepToolkit, inputs: StepInputs, entry: string): Promise<string> {
  const bundler = findBundler();
  const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
    program: process.execPath,
    args: [bundler.file, inputs.pluginDir, entry],
    cwd: inputs.pluginDir,
    readOnly: [inputs.pluginDir, ...bundler.needs],
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
  const check = planSyntaxChecks(manifest.runtime, staged);
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
      readOnly: [stage],
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

function writeStage(inputs: StepInputs, stage: string, files: readonly { path: string; executable: boolean }[]): void {
  rmSync(stage, { recursive: true, force: true });
  for (const { path, executable } of files) {
    const target = join(stage, path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(inputs.pluginDir, path), target);
    chmodSync(target, executable ? 0o755 : 0o644);
  }
}

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
      const first = issues.slice(0, 10).map(({ path, message }) => `${path} ${message}`);
      const message = `The plugin's files cannot be built: ${first.join("; ")}.`.slice(0, 1900);
      return {
        status: "failed",
        code: "build_failed",
        message,
        hint: "Correct or remove the files named.",
        issues,
        ...about,
      };
    }
    const stage = join(inputs.outDir, "stage");
    const staged = new Set(
      planStage(
        entries.map(({ path }) => path),
        manifest.runtime,
      ),
    );
    writeStage(
      inputs,
      stage,
      entries.filter(({ path }) => staged.has(path)),
    );
    let bundleBytes = 0;
    if (manifest.runtime === "node") {
      const code = await bundle(toolkit, inputs, manifest.entry);
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
    const { level } = await toolkit.confinement();
    const count = staged.size + (manifest.runtime === "node" ? 1 : 0);
    return {
      message: `Built ${manifest.name} ${manifest.version}: ${count} files.`,
      confinement: level,
      facts: {
        files: count,
        bundleBytes,
        syntaxChecked: checked,
        entry: planEntry(manifest),
        runtime: manifest.runtime,
      },
      ...about,
    };
  },
};
