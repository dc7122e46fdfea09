import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Command } from "commander";
import { checkNodeVersion } from "../check-node-version.ts";
import { diagnoseForge, renderDiagnosis } from "../doctor/diagnose-forge.ts";
import { readConnection } from "../request/read-connection.ts";
import { runVerb } from "../run-verb.ts";

/** Make-believe USB bus that the demo uses when it lies beside the checkout. */
const fakeUsbTool = join(import.meta.dirname, "../../../../../shared/usb-bench/fake-usb");

interface Finding {
  readonly what: string;
  readonly found: boolean;
  readonly detail: string;
  /** What does not work without it; `required` findings fail the verb. */
  readonly without: string;
  readonly required: boolean;
}

async function probe(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { timeout: 10_000 });
    return (stdout || stderr).trim().split("\n")[0] || "works";
  } catch {
    return undefined;
  }
}

/** Linux shows its USB buses here; elsewhere the agent's own doctor has to try. */
function probeUsb(): string | undefined {
  const buses = "/dev/bus/usb";
  return existsSync(buses) ? `${readdirSync(buses).length} buses` : undefined;
}

const program = (what: string, detail: string | undefined, without: string, required = false): Finding => ({
  what,
  found: detail !== undefined,
  detail: detail ?? "not found",
  without,
  required,
});

async function gatherFindings(): Promise<Finding[]> {
  const tooOld = checkNodeVersion(process.version);
  const [git, bwrap, php, python, fakeUsb] = await Promise.all([
    probe("git", ["--version"]),
    probe("bwrap", ["--ro-bind", "/", "/", "--unshare-all", "true"]),
    probe("php", ["--version"]),
    probe("python3", ["--version"]),
    probe("python3", [fakeUsbTool, "--help"]),
  ]);
  return [
    program("node", tooOld ? undefined : process.version, "nothing works", true),
    program("git", git, "the bot and the registry cannot read or write repositories", true),
    program(
      "bubblewrap",
      bwrap,
      "plugin code has no operating-system boundary: pipeline steps refuse, benches load only what their config trusts",
    ),
    program("php", php, "PHP plugins cannot be checked or tested here"),
    program("python3", python, "Python plugins cannot be tested here"),
    program("USB", probeUsb(), "the agent cannot watch real devices; the simulated source works"),
    program("fake-usb", fakeUsb, "the demo uses the simulated hotplug source"),
  ];
}

export function registerDoctor(root: Command): void {
  root
    .command("doctor")
    .description(
      "look at this machine, or at a forge repository, and say what works, what does not, and what that means",
    )
    .option(
      "--repository <owner/name>",
      "a forge repository on GitHub instead of this machine; token from GITHUB_TOKEN",
    )
    .option("--app <slug>", "the App that serves it", "plugsmith")
    .action(
      runVerb(async ({ paint, options }) => {
        if (options["repository"] !== undefined) {
          const { client } = readConnection(options["repository"], process.env);
          const now = new Date().toISOString();
          const app = String(options["app"]);
          const findings = await diagnoseForge({ request: client.request, ...client.repository, app, now });
          return renderDiagnosis(findings, paint);
        }
        const findings = await gatherFindings();
        const broken = findings.filter(({ found, required }) => required && !found);
        const lines = findings.map(({ what, found, detail, without }) =>
          found
            ? `  ${paint("green", "✓")} ${what}: ${detail}`
            : `  ${paint("yellow", "–")} ${what}: ${detail}; without it ${without}`,
        );
        const facts = { findings };
        if (broken.length > 0)
          return {
            status: "failed",
            code: "tool_missing",
            message: `Missing: ${broken.map(({ what }) => what).join(", ")}.`,
            hint: "Install what is missing and run this again.",
            facts,
            text: lines.join("\n"),
          };
        return {
          status: "success",
          code: "ok",
          message: "This machine can run a forge.",
          facts,
          text: [...lines, "This machine can run a forge."].join("\n"),
        };
      }),
    );
}
