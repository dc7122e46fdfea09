import { parseArgs } from "node:util";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { startAgent } from "./agent.ts";
import { readConfig } from "./read-config.ts";
import { renderJournalLine } from "./render-journal-line.ts";

const printLine = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
const log = (message: string) => process.stderr.write(renderJournalLine(new Date(), message));

function fail(thrown: unknown): never {
  const { code, message, hint } = toForgeError(thrown);
  printLine({ schemaVersion: 1, status: "failed", code, message, ...(hint === undefined ? {} : { hint }) });
  log(`${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`);
  process.exit(code === "bench_config_invalid" || code === "wrong_usage" ? 2 : 1);
}

function readArguments(): string {
  try {
    return parseArgs({ options: { config: { type: "string", default: "bench.yml" } } }).values.config;
  } catch (cause) {
    throw new ForgeError("wrong_usage", {
      message: (cause as Error).message,
      hint: "main.ts --config <bench.yml>",
      cause,
    });
  }
}

// Whoever reads our output may go; the bench goes on.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
// usb@3 reports a refused or failed watch only this way (facts/usb.md, 2); listing every 1.5 s goes on without it.
process.on("uncaughtException", (error) => {
  if (/watch devices error|getDevices error/.test(error.message)) log(`usb events are not available: ${error.message}`);
  else fail(error);
});
process.on("unhandledRejection", (reason) => log(`unexpected: ${toForgeError(reason).stack}`));

try {
  const early: object[] = [];
  let onEvent = (event: object): unknown => early.push(event);
  const agent = await startAgent(readConfig(readArguments()), { log, onEvent: (event) => void onEvent(event) });
  const end = (signal: NodeJS.Signals) => {
    log(`${signal}: shutting down`);
    void agent.close().then(() => process.exit(0), fail);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  printLine(agent.ready);
  for (const event of early) printLine(event);
  onEvent = printLine;
} catch (thrown) {
  fail(thrown);
}
