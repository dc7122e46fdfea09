import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { chooseFiles, type InstallFile, installKinds, planInstallSteps } from "../agent/plan-install.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

const agentRoom = join(import.meta.dirname, "../../../../runner-agent");

async function renderFiles({ options }: VerbCall): Promise<readonly InstallFile[]> {
  const { readConfig, renderDaemonSet, renderSystemdUnit, renderUdevRules } = await import("@plugsmith/runner-agent");
  const config = resolve(String(options["config"]));
  const { stateDir } = readConfig(config);
  const group = String(options["group"]);
  const devices = ((options["device"] ?? []) as readonly string[]).map((ids) => {
    const [vendorId = "", productId = ""] = ids.split(":");
    return { vendorId, productId };
  });
  const unit = renderSystemdUnit({
    node: process.execPath,
    main: join(agentRoom, "src/main.ts"),
    config,
    stateDir,
    user: String(options["user"]),
    group,
  });
  const docker = readFileSync(join(agentRoom, "shipping/Dockerfile"), "utf8");
  const kubernetes = renderDaemonSet({ image: String(options["image"]), namespace: String(options["namespace"]) });
  return [
    { what: "unit", path: "/etc/systemd/system/plugsmith-agent.service", text: unit },
    { what: "udev", path: "/etc/udev/rules.d/70-plugsmith.rules", text: renderUdevRules(devices, group) },
    { what: "docker", path: null, text: docker },
    { what: "kubernetes", path: null, text: kubernetes },
  ];
}

async function runStep(argv: readonly string[]): Promise<void> {
  const [program = "", ...args] = argv;
  try {
    await promisify(execFile)(program, args, { timeout: 30_000 });
  } catch (cause) {
    throw new ForgeError("tool_missing", {
      message: `${argv.join(" ")} failed: ${(cause as Error).message}`,
      hint: "Run it yourself as root; everything before it was done.",
      cause,
    });
  }
}

async function install(call: VerbCall): Promise<Outcome> {
  const { args, options, json, print, say } = call;
  const kind = installKinds.find((known) => known === (args[0] ?? "unit"));
  if (!kind)
    throw new ForgeError("wrong_usage", { message: "No such kind.", hint: `It is one of ${installKinds.join(", ")}.` });
  const files = chooseFiles(await renderFiles(call), kind);
  const placed = files.filter(({ path }) => path !== null);
  const steps = planInstallSteps(files, String(options["group"]), String(options["user"]));
  const facts = { files, steps };
  const hasUnit = files.some(({ what }) => what === "unit");
  const start = hasUnit ? "Then: systemctl enable --now plugsmith-agent" : "An agent that runs sees it at once.";
  if (options["user"] === "root" && hasUnit)
    say(
      "The agent would run as root, which it needs for nothing: make a user of its own and name it with --user (docs/bench.md).",
    );
  if (options["apply"] !== true) {
    if (!json) for (const { text } of files) print(text.trimEnd());
    const todo = [
      ...placed.map(({ what, path }) => `  save the ${what === "udev" ? "udev rules" : what} as ${path}`),
      ...steps.map(({ argv, why }) => `  ${argv.join(" ")}   (${why})`),
    ];
    const text =
      todo.length > 0
        ? `Nothing was changed. As root, or with --apply:\n${todo.join("\n")}\n${start}`
        : "Nothing was changed.";
    return { status: "success", code: "ok", message: "Nothing was changed.", facts, text };
  }
  if (placed.length === 0)
    throw new ForgeError("wrong_usage", { message: `There is nothing to apply for ${kind} on this machine.` });
  const root = typeof options["root"] === "string" ? resolve(options["root"]) : "/";
  for (const { path, text } of placed) {
    const target = join(root, path ?? "");
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { mode: 0o644 });
    say(`wrote ${target}`);
  }
  // Below another root nothing runs: an image is being made.
  if (root === "/") for (const { argv } of steps) await runStep(argv);
  return { status: "success", code: "ok", message: `Installed. ${start}`, facts };
}

const examples = `
Examples:
  plugsmith agent install --config bench.yml                               print the systemd unit
  plugsmith agent install udev --config bench.yml --device 0403:6001
  sudo plugsmith agent install all --config bench.yml --device 0403:6001 --user bench --apply
  plugsmith agent install kubernetes --config bench.yml --image ghcr.io/acme/plugsmith-agent:0.1.0`;

/** `plugsmith agent install`. */
export function registerAgentInstall(agent: Command): void {
  agent
    .command("install")
    .argument("[what]", `${installKinds.join(", ")}; unit when left out`)
    .requiredOption("--config <file>", "bench configuration")
    .option("--user <name>", "user the agent runs as; one of its own is best (docs/bench.md)", userInfo().username)
    .option("--group <name>", "group that gets the devices", "plugsmith")
    .option(
      "--device <vvvv:pppp>",
      "device to give to the group, for udev; may be repeated",
      (ids: string, all: readonly string[] = []) => [...all, ids],
    )
    .option("--image <name>", "image of the agent, for Kubernetes", "plugsmith-agent:latest")
    .option("--namespace <name>", "namespace, for Kubernetes", "plugsmith")
    .option("--apply", "write unit and rules to their places and reload; needs root")
    .option("--root <folder>", "with --apply: write below this folder and run nothing")
    .description("print systemd unit, udev rules, Dockerfile or DaemonSet of this bench, or put them in place")
    .addHelpText("after", examples)
    .action(runVerb(install));
}
