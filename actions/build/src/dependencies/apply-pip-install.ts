import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTree, type StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import type { Fetched, Wheel } from "./read-artifacts.ts";

const python = "/usr/bin/python3";
/** What pip writes about itself and its own files; it differs between versions of pip, and nothing of a plugin needs it. */
const pipsOwn = /\.dist-info\/(RECORD|REQUESTED|INSTALLER|direct_url\.json)$|^bin\/|(^|\/)__pycache__\/|(^|\/)\./;

/**
 * `pip install` of wheels that were fetched and checked before, without network and without running anything of them; they end in
 * `vendor/` below `folder`.
 * @param scratch a folder of the job's own, emptied here, on the same file system as `folder`
 * @throws ForgeError `tool_missing`; `dependencies_invalid` when pip refuses a wheel
 */
export async function applyPipInstall(
  toolkit: StepToolkit,
  fetched: readonly Fetched<Wheel>[],
  folder: string,
  scratch: string,
): Promise<void> {
  if (!existsSync(python)) {
    throw new ForgeError("tool_missing", {
      message: "python3 is not installed, and this plugin has packages in its requirements.txt.",
      hint: "Install it (Debian and Ubuntu: apt-get install python3 python3-pip).",
    });
  }
  rmSync(scratch, { recursive: true, force: true });
  const wheels = join(scratch, "wheels");
  mkdirSync(wheels, { recursive: true });
  for (const { artifact, bytes } of fetched) writeFileSync(join(wheels, artifact.file), bytes);
  const pins = fetched.map(
    ({ artifact: { what, checksum } }) => `${what.replace(" ", "==")} --hash=sha256:${checksum?.hex}`,
  );
  writeFileSync(join(scratch, "requirements.txt"), `${pins.join("\n")}\n`);
  const target = join(scratch, "vendor");
  const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
    program: python,
    args: [
      ...["-I", "-B", "-m", "pip", "install", "--isolated", "--no-index", "--find-links", wheels, "--require-hashes"],
      ...["--only-binary", ":all:", "--no-deps", "--no-compile", "--no-cache-dir", "--disable-pip-version-check"],
      ...["--no-input", "--quiet", "--target", target, "-r", join(scratch, "requirements.txt")],
    ],
    cwd: scratch,
    readWrite: [scratch],
    timeoutMs: 120_000,
    maxOutputBytes: 1024 * 1024,
  });
  if (exitCode !== 0) {
    if (/No module named pip/.test(stderr)) {
      throw new ForgeError("tool_missing", {
        message: "pip is not installed, and this plugin has packages in its requirements.txt.",
        hint: "Install it (Debian and Ubuntu: apt-get install python3-pip).",
      });
    }
    toolkit.showUntrusted("pip install", `${stdout}\n${stderr}`);
    const words = stderr.replaceAll(scratch, "").replaceAll(/\s+/g, " ").trim().slice(0, 1000);
    throw new ForgeError("dependencies_invalid", {
      message: `pip refuses the packages: ${words || (signal ?? exitCode)}`,
      hint: "See that requirements.txt names wheels of the versions it pins.",
    });
  }
  for (const { path, kind } of readTree(target)) {
    if (kind !== "file" || pipsOwn.test(path)) rmSync(join(target, path));
  }
  renameSync(target, join(folder, "vendor"));
  rmSync(scratch, { recursive: true, force: true });
}
