import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { applyInstaller } from "./apply-installer.ts";

const run = (code: string, timeoutMs = 60_000) =>
  applyInstaller([process.execPath, "-e", code], { cwd: tmpdir(), timeoutMs, environment: { MARK: "told" } });

it("answers nothing for a program that ends well, and its last words for one that does not", async () => {
  expect(await run("process.exitCode = process.env.MARK === 'told' ? 0 : 1")).toBe("");
  expect(await run("console.log('x'.repeat(2000)); console.error('no such package'); process.exitCode = 7")).toMatch(
    /ended with 7\. x{500,}\nno such package$/,
  );
});

it("says when there is no such program, and when it was stopped because it took too long", async () => {
  const none = await applyInstaller(["no-such-installer"], { cwd: tmpdir(), timeoutMs: 60_000 });
  expect(none).toMatch(/^no-such-installer ended with .*ENOENT/);
  expect(await run("setInterval(() => {}, 1000)", 50)).toMatch(/ended with SIGKILL/);
});
