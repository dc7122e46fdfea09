import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { type Command, InvalidArgumentError } from "commander";
import { createProgressLine } from "../demo/progress-line.ts";
import { assertPortFree } from "../forge/assert-port-free.ts";
import type { LocalForge } from "../forge/start-local-forge.ts";
import { runVerb } from "../run-verb.ts";
import { workPrefix } from "./find-work-folder.ts";
import { registerPlug } from "./register-plug.ts";
import { renderDevGuide } from "./render-dev-guide.ts";

function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("A port is a number from 1 to 65535.");
  return port;
}

/** `plugsmith dev`: embedded GitHub, bot, Actions runner and agent stay up until Ctrl-C. */
export function registerDev(program: Command): void {
  const dev = program
    .command("dev")
    .enablePositionalOptions()
    .description("keep a whole forge running on loopback: embedded GitHub, bot, Actions runner, agent")
    .option("--port <number>", "port of the embedded GitHub", parsePort, 4700)
    .option("--bot-port <number>", "port of the bot", parsePort, 4701)
    .action(
      runVerb(
        async ({ options, signal, say, paint, emit }) => {
          const { detectConfinement } = await import("@plugsmith/plugin-host");
          const { cast, startLocalForge } = await import("../forge/start-local-forge.ts");
          await assertPortFree(Number(options["port"]), "--port");
          await assertPortFree(Number(options["botPort"]), "--bot-port");
          const workFolder = mkdtempSync(join(tmpdir(), workPrefix));
          const line = createProgressLine(process.stderr).start("Starting the forge");
          let forge: LocalForge | undefined;
          try {
            forge = await startLocalForge({
              workFolder,
              confinement: (await detectConfinement()).level,
              githubPort: Number(options["port"]),
              botPort: Number(options["botPort"]),
              signal,
              onProgress: line.say,
            }).catch((error: unknown) => {
              line.failed(signal.aborted ? "stopped" : "it did not start");
              throw signal.aborted ? new ForgeError("interrupted") : error;
            });
            line.done(forge.github.url);
            const { person } = forge;
            const people = Object.keys(cast).map((role) => ({
              role,
              ...person(role as keyof typeof cast).person,
            }));
            const facts = {
              github: forge.github.url,
              bot: forge.botUrl,
              repository: forge.repository,
              controlSocket: forge.bench.controlSocket,
              policyFile: join(workFolder, "trust-policy.json"),
              rootFile: forge.rootFile,
              hotplug: forge.bench.plugboard.kind,
              workFolder,
              people,
            };
            emit({ status: "running", code: "ready", message: "The forge is up.", ...facts });
            say(renderDevGuide(facts, paint));
            await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
            say("Stopping …");
          } finally {
            await forge?.stop();
            rmSync(workFolder, { recursive: true, force: true });
          }
          throw new ForgeError("interrupted");
        },
        { cleansUp: true },
      ),
    );
  registerPlug(dev);
}
