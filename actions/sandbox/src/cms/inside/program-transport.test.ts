import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { readText, stopServer, waitForPage } from "./program-transport.ts";

const start = (code: string) => spawn(process.execPath, ["-e", code], { detached: true, stdio: "ignore" });
const ended = (child: ReturnType<typeof start>) => new Promise((resolve) => child.once("close", resolve));

it("reads nothing where there is no file", () => {
  expect(readText("/no/such/file")).toBe("");
});

it("does not wait for a page of a server that ended", async () => {
  const child = start("process.exit(3)");
  await ended(child);
  await expect(waitForPage(child, "/wp-login.php", 60_000)).rejects.toThrow("The server ended");
});

it("stops a server with everything that it started, also one that has ended", async () => {
  const child = start("setInterval(() => {}, 1000); process.on('SIGTERM', () => {})");
  await stopServer(child);
  expect(child.signalCode).toBe("SIGKILL");
  await stopServer(child);
});
