import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import type { Analysis } from "@plugsmith/analysis";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";

interface ArchivedFile {
  /** Passed the archive gate: relative, without `..`. */
  readonly path: string;
  readonly data: Uint8Array;
}

/**
 * Static analysis of a package's files. Nothing of them is run; where the machine has no boundary, Node's permission model
 * holds the parsers. Answers why, when the files could not be checked.
 */
export async function analyseArchive(
  files: readonly ArchivedFile[],
  manifest: PluginManifest,
): Promise<{ readonly analysis: Analysis } | { readonly unchecked: string }> {
  const { gatherAnalysis } = await import("@plugsmith/analysis");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "plugsmith-inspect-")));
  try {
    for (const { path, data } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), data, { mode: 0o600 });
    }
    return { analysis: await gatherAnalysis(localToolkit({ inputs: {}, waiver: "process" }), folder, manifest) };
  } catch (thrown) {
    if (thrown instanceof ForgeError) return { unchecked: thrown.message };
    throw thrown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
