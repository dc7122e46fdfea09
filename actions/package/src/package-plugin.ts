import { join } from "node:path";
import {
  parseStepInputs,
  readPluginManifest,
  readStepResult,
  readTree,
  type Step,
  type StepToolkit,
} from "@plugsmith/action-kit";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import { isProgram } from "./is-program.ts";
import type { Package } from "./make-package.ts";
import type { PackageFile } from "./package-file.ts";
import { readChannels } from "./read-channels.ts";

function readStage(toolkit: StepToolkit, stage: string): PackageFile[] {
  return readTree(stage).map(({ path, kind }) => {
    const bytes = kind === "file" ? toolkit.readFile(stage, path) : null;
    if (!bytes) throw new ForgeError("package_failed", { message: `stage/${path} is not a regular file.` });
    return { path, bytes, executable: isProgram(bytes) };
  });
}

/** The gates of benches and of the sign step must accept what we make; a refusal here is cheaper than one after the merge. */
async function proveAccepted({ zip, digest, sbom }: Package): Promise<void> {
  const { findBomFault, readArchive, verifyPackageIndex } = await import("@plugsmith/trust");
  try {
    const contents = verifyPackageIndex(await readArchive(zip));
    const fault = findBomFault(JSON.parse(sbom), { digest, ...contents });
    if (fault !== null)
      throw new ForgeError("package_failed", { message: `Its bill of materials is wrong: ${fault}.` });
  } catch (cause) {
    const why =
      cause instanceof ForgeError
        ? `${cause.message} ${cause.facts["reason"] ?? ""} ${cause.facts["path"] ?? ""}`.trim()
        : "";
    throw new ForgeError("package_failed", { message: `A bench would refuse this package: ${why}`, cause });
  }
}

/** Package: the zip with its index, the SBOM, digest D. */
export const packagePlugin: Step = {
  name: "package",
  async run(toolkit) {
    const inputs = parseStepInputs({
      pluginDir: toolkit.requiredInput("plugin-dir"),
      outDir: toolkit.requiredInput("out-dir"),
      name: toolkit.requiredInput("name"),
      headSha: toolkit.input("head-sha"),
      request: toolkit.input("request"),
      workspace: toolkit.run.workspace,
    });
    const { outDir, headSha } = inputs;
    const built = readStepResult(toolkit, outDir, "build", headSha);
    if (toolkit.input("rebuild") !== "true") {
      readStepResult(toolkit, outDir, "test", headSha);
      readStepResult(toolkit, outDir, "sandbox", headSha);
    }
    const stage = join(outDir, "stage");
    const manifest = readPluginManifest(toolkit, stage, inputs.name);
    // fflate and the SBOM library cost 30 ms of start, so they are loaded once there is work.
    const { makePackage } = await import("./make-package.ts");
    const entry = String(built.facts?.["entry"] ?? manifest.entry);
    const given = toolkit
      .input("channels")
      .split(/[\s,]+/)
      .filter(Boolean);
    // A rebuild is of a commit whose forge.yml may be old; before the merge the one of the default branch is asked.
    const isRebuild = toolkit.input("rebuild") === "true";
    const configured = isRebuild ? [] : await readChannels(toolkit, manifest);
    const libraries = (built.dependencies?.locks ?? []).flatMap(({ ecosystem, included = [] }) =>
      included.map((each) => ({ ecosystem, ...each })),
    );
    const made = makePackage(manifest, entry, readStage(toolkit, stage), [...given, ...configured], libraries);
    await proveAccepted(made);
    const sbomName = `${made.fileName}.cdx.json`;
    toolkit.writeFile(outDir, made.fileName, made.zip);
    toolkit.writeFile(outDir, sbomName, made.sbom);
    toolkit.setOutput("digest", made.digest);
    const sbomBytes = Buffer.from(made.sbom);
    return {
      message: `Packaged ${made.fileName}: ${made.zip.length} bytes, ${made.digest}.`,
      plugin: { name: manifest.name, version: manifest.version },
      ...(headSha === undefined ? {} : { headSha }),
      digest: made.digest,
      artifacts: [
        { name: made.fileName, path: made.fileName, digest: made.digest, size: made.zip.length },
        { name: sbomName, path: sbomName, digest: computeDigest(sbomBytes), size: sbomBytes.length },
      ],
      facts: { files: made.index.files.length, entry: made.index.entry },
    };
  },
};
