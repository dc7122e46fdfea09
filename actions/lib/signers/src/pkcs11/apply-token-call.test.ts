import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyTokenCall } from "./apply-token-call.ts";

// Stands in for pkcs11-tool: shows what it was given.
const tool = `#!/bin/sh
cat > /dev/null
[ "$1" = "fail" ] && echo "no slots" >&2 && exit 1
env | sort
printf 'argv %s\\n' "$@"
`;
const before = process.env["PATH"];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-tool-"));
  writeFileSync(join(folder, "pkcs11-tool"), tool);
  chmodSync(join(folder, "pkcs11-tool"), 0o755);
  process.env["PATH"] = `${folder}:${before}`;
  process.env["PLUGSMITH_VAULT_TOKEN"] = "hush";
});
afterAll(() => {
  process.env["PATH"] = before;
  delete process.env["PLUGSMITH_VAULT_TOKEN"];
  rmSync(folder, { recursive: true, force: true });
});

describe("applyTokenCall", () => {
  it("starts the tool with an environment from scratch, in which the PIN is the only secret", async () => {
    const { code, output } = await applyTokenCall({ argv: ["--sign", "a b;c"], pin: "1234", input: Buffer.from("x") });
    const lines = output.toString("utf8").split("\n");
    expect(code).toBe(0);
    expect(lines).toContain("PLUGSMITH_TOKEN_PIN=1234");
    expect(lines).toContain("argv a b;c");
    expect(lines.join()).not.toContain("hush");
    expect((await applyTokenCall({ argv: ["--list"] })).output.toString("utf8")).not.toContain("PLUGSMITH_TOKEN_PIN");
  });

  it("hands on the tool's refusal, and that of a large input which the tool does not read", async () => {
    expect(await applyTokenCall({ argv: ["fail"], input: Buffer.alloc(2 ** 20) })).toMatchObject({
      code: 1,
      text: "no slots\n",
    });
  });

  it("says when the tool is missing", async () => {
    process.env["PATH"] = join(folder, "empty");
    await expect(applyTokenCall({ argv: [] })).rejects.toMatchObject({ code: "tool_missing" });
    process.env["PATH"] = `${folder}:${before}`;
  });
});
