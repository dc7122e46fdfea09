import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

/** The version of a plugin that nobody published yet. */
const firstVersion = "1.0.0";

export function registerGenerate(program: Command): void {
  program
    .command("generate")
    .argument("<request>", "an issue's body or a requests/<name>.yml; - reads stdin")
    .requiredOption("--out <dir>", "folder for the plugin; must be empty or new")
    .option("--plugin-version <version>", "version of the plugin", firstVersion)
    .description("render the template pack for a request, as the bot would")
    .action(
      runVerb(async ({ args: [file], options }) => {
        const { readRequest } = await import("../read-request.ts");
        const { result, reply } = await readRequest(String(file));
        if (!result.ok)
          return {
            status: "failed",
            code: "request_invalid",
            message: `The request has ${result.issues.length} problem(s); no file was written.`,
            facts: { issues: result.issues, reply },
            text: `\n${reply}\n`,
          };
        const { renderPlugin } = await import("@plugsmith/templates");
        const { readPackFor } = await import("../read-pack-for.ts");
        const { parsePluginManifest } = await import("@plugsmith/schemas");
        const { writeTree } = await import("../write-tree.ts");
        const pack = await readPackFor(result.value.cms);
        const version = String(options["pluginVersion"]);
        const requester = { id: 1, login: "local" };
        const tree = renderPlugin({
          pack,
          request: result.value,
          version,
          requestNumber: 0,
          requester,
          author: requester.login,
        });
        const manifest = parsePluginManifest(JSON.parse(String(tree.get("plugin.json")?.content ?? "null")));
        if (!manifest.ok) throw new ForgeError("manifest_invalid");
        const out = String(options["out"]);
        await writeTree(out, tree);
        return {
          status: "success",
          code: "ok",
          message: `${manifest.value.name} ${version}: ${tree.size} files in ${out}.`,
          hint: `Next: plugsmith pipeline ${out}`,
          facts: {
            plugin: { name: manifest.value.name, version },
            pack: pack.definition.name,
            packDigest: pack.digest,
            out,
            files: [...tree.keys()],
          },
        };
      }),
    );
}
