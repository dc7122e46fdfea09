import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { pipelineSteps } from "../pipeline/plan-steps.ts";
import { runVerb } from "../run-verb.ts";

export function registerPackage(program: Command): void {
  program
    .command("package")
    .argument("<plugin-dir>", "folder with plugin.json")
    .requiredOption("--out <zip>", "where the package goes; the SBOM lies beside it")
    .description("make the package of a plugin, the same bytes as on Actions; runs the whole pipeline first")
    .action(
      runVerb(async (call) => {
        const { openPluginFolder } = await import("../pipeline/open-plugin-folder.ts");
        const { runSteps } = await import("../pipeline/run-steps.ts");
        const out = resolve(String(call.options["out"]));
        if (existsSync(out))
          throw new ForgeError("input_invalid", {
            message: `${out} exists.`,
            hint: "Remove it or name another file; nothing is overwritten.",
          });
        const plugin = await openPluginFolder(String(call.args[0]));
        const outDir = await mkdtemp(join(tmpdir(), "plugsmith-package-"));
        try {
          const results = await runSteps({ plugin, outDir, steps: pipelineSteps, call });
          const last = results.at(-1);
          if (last?.status !== "success" || last.step !== "package")
            return {
              status: "failed",
              code: (last?.code ?? "package_failed") as ErrorCode,
              message: `Step ${last?.step ?? "build"} failed: ${last?.message ?? ""}`,
              ...(last?.hint ? { hint: last.hint } : {}),
              facts: { results },
            };
          const name = `${plugin.name}-${plugin.version}.zip`;
          await mkdir(dirname(out), { recursive: true });
          await copyFile(join(outDir, name), out);
          await copyFile(join(outDir, `${name}.cdx.json`), `${out}.cdx.json`);
          return {
            status: "success",
            code: "ok",
            message: `${plugin.name} ${plugin.version}: ${last.digest ?? ""} in ${out}.`,
            facts: {
              plugin: { name: plugin.name, version: plugin.version },
              digest: last.digest,
              out,
              sbom: `${out}.cdx.json`,
            },
          };
        } finally {
          plugin.close();
          await rm(outDir, { recursive: true, force: true });
        }
      }),
    );
}
