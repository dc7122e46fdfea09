import type { Analysis } from "@plugsmith/analysis";
import type { PluginManifest } from "@plugsmith/schemas";
import type { Command } from "commander";
import { readInputFile } from "../read-input-file.ts";
import { renderPermissions } from "../render-permissions.ts";
import { runVerb } from "../run-verb.ts";
import { analyseArchive } from "../verify/analyse-archive.ts";

function renderManifest(manifest: PluginManifest): string[] {
  const { name, version, description, type, cms, runtime, entry, hooks, methods = [], author, licence } = manifest;
  return [
    `${name} ${version}: ${description}`,
    `  ${type} plugin for ${cms}, runtime ${runtime}, entry ${entry}`,
    `  hooks: ${hooks.join(", ") || "none"}; methods: ${methods.join(", ") || "none"}`,
    `  by ${author}, licence ${licence}`,
    ...renderPermissions(manifest.permissions).map((line) => `  ${line}`),
  ];
}

const mostShown = 40;

/** What the static analysis says, heaviest first. */
function renderFindings({ files, lines, errors, warnings, notes, findings }: Analysis): string[] {
  const shown = findings.slice(0, mostShown).map(({ rule, severity, path, line, message }) => {
    const place = line > 0 ? `${path}:${line}` : path;
    return `    ${severity.padEnd(7)} ${place} ${rule}: ${message}`;
  });
  const more = findings.length > mostShown ? [`    and ${findings.length - mostShown} more; see --json`] : [];
  return [
    `  static analysis of ${files} code files, ${lines} lines: ${errors} errors, ${warnings} warnings, ${notes} notes`,
    ...shown,
    ...more,
  ];
}

export function registerInspect(program: Command): void {
  program
    .command("inspect")
    .argument("<zip>", "a package")
    .description(
      "pass a package through the archive gate, read its code for malicious patterns, and say what is in it; proves nothing about who made it",
    )
    .action(
      runVerb(async ({ args: [zip] }) => {
        const { readArchive, verifyPackageIndex } = await import("@plugsmith/trust");
        const { computeDigest } = await import("@plugsmith/schemas");
        const bytes = await readInputFile(String(zip), "The package");
        const archive = await readArchive(bytes);
        const { index, manifest } = verifyPackageIndex(archive);
        const digest = computeDigest(bytes);
        const files = index.files.map(
          ({ path, size, executable }) => `    ${path} (${size} bytes${executable ? ", executable" : ""})`,
        );
        const read = await analyseArchive(archive.files, manifest);
        const analysed =
          "analysis" in read
            ? renderFindings(read.analysis)
            : [`  static analysis: could not be checked: ${read.unchecked}`];
        return {
          status: "success",
          code: "ok",
          message: `${manifest.name} ${manifest.version} passes the archive gate.`,
          facts: { digest, bytes: bytes.length, manifest, index, ...read },
          text: [
            ...renderManifest(manifest),
            `  digest ${digest}, ${bytes.length} bytes, ${index.files.length} files:`,
            ...files,
            ...analysed,
            "Not checked: who signed and approved it. See plugsmith verify.",
          ].join("\n"),
        };
      }),
    );
}
