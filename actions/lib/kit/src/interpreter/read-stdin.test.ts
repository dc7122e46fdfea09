import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const program = pathToFileURL(join(import.meta.dirname, "../../portable/read-stdin.mjs")).href;
/** Tells each time it was answered: how many bytes, and 0 twice at the end. */
const reader = `const { readStdin } = await import(${JSON.stringify(program)});
const into = Buffer.alloc(4);
for (let size = -1; size !== 0; ) { size = readStdin(into); process.stdout.write(into.toString("utf8", 0, size) + "|"); }
process.stdout.write(String(readStdin(into)));`;

it("waits for bytes however late they come, takes no more than fit, and says the end as often as it is asked", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", reader]);
  const said = text(child.stdout);
  const first = new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdin.write("abcdef");
  await first;
  child.stdin.end("gh");
  expect(await said).toMatch(/^abcd\|ef\|?gh\|\|0$/);
});

/** A neighbour that opens the same pipe as a stream, which makes it non-blocking for both; it reads nothing. */
const neighbour = (program: string) => `
const { spawn } = require("node:child_process");
const reader = spawn(process.execPath, ["--input-type=module", "-e", ${JSON.stringify(program)}], { stdio: "inherit" });
reader.once("spawn", () => process.stdin.pause());
reader.once("exit", (code) => process.exit(code ?? 1));`;

it.skipIf(process.platform === "win32")("waits too where somebody made the pipe non-blocking", async () => {
  const bare = `import { readSync } from "node:fs";
try { readSync(0, Buffer.alloc(1)); } catch (error) { process.stdout.write(error.code + "|"); }\n`;
  const child = spawn(process.execPath, ["-e", neighbour(bare + reader)]);
  const said = text(child.stdout);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdin.end("late");
  expect(await said).toBe("EAGAIN|late||0");
});
