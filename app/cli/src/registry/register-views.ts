import { join } from "node:path";
import type { Command } from "commander";
import { runVerb } from "../run-verb.ts";

/** Where a look comes from, and how far it is to be believed. */
export const withSource = (command: Command) =>
  command
    .option("--file <registry.json>", "read this file")
    .option("--dir <folder>", "read a clone of the forge repository, or a copy of the branch's files (default: here)")
    .option("--repository <owner/name>", "read the branch forge/registry on GitHub (GITHUB_API_URL, GITHUB_TOKEN)")
    .option("--root <forge.root.json>", "believe only what this root's keys have signed");

/** `plugsmith registry docs|report`: what people read. */
export function registerViews(registry: Command): void {
  withSource(registry.command("docs"))
    .option("--out <folder>", "where the pages go", "docs/plugins")
    .option("--plugins <folder>", "the plugins' manifests, for the map of hooks and events (default: plugins of --dir)")
    .description("write a page a plugin, an index with a map of plugins, hooks and events, and a badge")
    .action(
      runVerb(async ({ options }) => {
        const { readRegistry } = await import("../read-registry.ts");
        const { readManifests } = await import("./read-manifests.ts");
        const { renderDocs, writeViews } = await import("./write-views.ts");
        const read = await readRegistry(options);
        const plugins = options["plugins"] ?? join(String(options["dir"] ?? "."), "plugins");
        const manifests = await readManifests(String(plugins));
        const files = await writeViews(String(options["out"]), renderDocs(read, manifests));
        return {
          status: "success",
          code: "ok",
          message: `${files.length} files written to ${String(options["out"])}. ${read.note}`,
          facts: { files, trust: read.trust },
        };
      }),
    );
  withSource(registry.command("report"))
    .option("--out <folder>", "write registry-<day>.md there too")
    .description("say how the registry fares, dated: state, age, versions, revocations, removals")
    .action(
      runVerb(async ({ options }) => {
        const { readRegistry } = await import("../read-registry.ts");
        const { judgeHealth, renderReport, writeViews } = await import("./write-views.ts");
        const read = await readRegistry(options);
        const at = new Date();
        const report = renderReport(read, at);
        const health = judgeHealth(read);
        const files = typeof options["out"] === "string" ? await writeViews(options["out"], report) : [];
        return {
          status: "success",
          code: "ok",
          message: `${read.registry.repository}: ${health.state}, ${health.words}.`,
          facts: { repository: read.registry.repository, at: at.toISOString(), health, trust: read.trust, files },
          text: Object.values(report).join("\n").trimEnd(),
        };
      }),
    );
}
