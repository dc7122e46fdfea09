import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSecret } from "./read-secret.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-secret-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string, mode = 0o600) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const codeOf = (environment: NodeJS.ProcessEnv) => {
  try {
    return readSecret("PIN", environment);
  } catch (error) {
    expect(JSON.stringify([error, String(error)])).not.toContain("hush");
    return (error as { code: string }).code;
  }
};

describe("readSecret", () => {
  it("takes the secret out of the environment, so that no child inherits it", () => {
    const environment: NodeJS.ProcessEnv = { PIN: "hush", PATH: "/bin" };
    expect(readSecret("PIN", environment)).toBe("hush");
    expect(environment).toEqual({ PATH: "/bin" });
  });

  it("reads a file that only this user may read, without its last line break", () => {
    expect(codeOf({ PIN_FILE: write("good", "hush now\n") })).toBe("hush now");
    expect(codeOf({ PIN_FILE: write("windows", "hush\r\n") })).toBe("hush");
  });

  it.each([0o640, 0o604, 0o620, 0o666])("refuses a file with mode %o", (mode) => {
    expect(codeOf({ PIN_FILE: write(`loose-${mode}`, "hush", mode) })).toBe("secret_exposed");
  });

  it.each([
    ["nothing", () => ({})],
    ["an empty variable", () => ({ PIN: "" })],
    ["an empty file", () => ({ PIN_FILE: write("empty", "\n") })],
    ["a file that does not exist", () => ({ PIN_FILE: join(folder, "none") })],
    ["a folder", () => ({ PIN_FILE: folder })],
    ["a file larger than 64 KiB", () => ({ PIN_FILE: write("large", "hush".repeat(20_000)) })],
  ])("says that the secret is missing where there is %s", (_, environment) => {
    expect(codeOf(environment())).toBe("secret_missing");
  });
});
