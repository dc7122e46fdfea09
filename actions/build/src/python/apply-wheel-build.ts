import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StepToolkit } from "@plugsmith/action-kit";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import { parseWheelAnswer } from "./parse-wheel-answer.ts";

const python = "/usr/bin/python3";
const mostWheelBytes = 20 * 1024 * 1024;

/** What a build front end does (PEP 517), for back ends that lie in the plugin itself and need no packages. */
const script = `import importlib, json, os, sys
root, out = sys.argv[1:3]
def say(**words):
    print()
    print(json.dumps(words))
    sys.exit()
try:
    import tomllib
except ImportError:
    say(skipped="this Python is older than 3.11")
os.chdir(root)
with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)
wants = project.get("project", {}).get("dependencies", [])
if wants and not os.path.exists("requirements.txt"):
    say(wants=wants)
system = project.get("build-system", {})
paths = system.get("backend-path", [])
if system.get("requires", ["setuptools"]) or not paths:
    say(skipped="its build back end would have to be installed")
sys.path[:0] = [os.path.join(root, path) for path in paths]
module, _, attribute = system["build-backend"].partition(":")
backend = importlib.import_module(module)
for part in attribute.split(".") if attribute else []:
    backend = getattr(backend, part)
say(wheel=backend.build_wheel(out))
`;

/** The wheel's name and digest for the step's facts, or why there is none. */
export type WheelFacts = { readonly wheel: string; readonly wheelDigest: string } | { readonly wheelSkipped: string };

/**
 * Builds the wheel of a Python plugin from what was staged, with the plugin's own back end, behind the boundary and without
 * network. It proves that whoever installs the package with pip gets one; the wheel itself is no part of the package.
 * @param scratch a folder of the job's own, emptied here
 * @throws ForgeError `build_failed`; `dependencies_invalid` for packages that no lockfile pins
 */
export async function applyWheelBuild(toolkit: StepToolkit, stage: string, scratch: string): Promise<WheelFacts> {
  if (!existsSync(python)) return { wheelSkipped: "python3 is not installed here" };
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
      program: python,
      args: ["-I", "-B", "-c", script, stage, scratch],
      cwd: stage,
      readOnly: [stage],
      readWrite: [scratch],
      timeoutMs: 60_000,
      maxOutputBytes: 256 * 1024,
    });
    const answer = exitCode === 0 ? parseWheelAnswer(stdout) : null;
    if (answer === null) {
      toolkit.showUntrusted("wheel", `${stdout}\n${stderr}`);
      const words = stderr.replaceAll(`${stage}/`, "").trim().slice(-1000);
      throw new ForgeError("build_failed", {
        message: `The wheel does not build: ${words || (signal ?? exitCode)}`,
        hint: "Run `pip wheel --no-deps .` in the plugin's folder, and see what its build back end says.",
      });
    }
    if (answer.kind === "skipped") return { wheelSkipped: answer.why };
    if (answer.kind === "wants") {
      throw new ForgeError("dependencies_invalid", {
        message: `pyproject.toml wants ${answer.packages.join(", ").slice(0, 500)}, and there is no requirements.txt that pins it.`,
        hint: "Write one with hashes (uv pip compile --generate-hashes, or pip-compile --generate-hashes) and commit it.",
      });
    }
    const file = join(scratch, answer.file);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > mostWheelBytes) {
      throw new ForgeError("build_failed", {
        message: `The build back end names a wheel ${answer.file} and made none.`,
      });
    }
    return { wheel: answer.file, wheelDigest: computeDigest(readFileSync(file)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
