import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { localToolkit } from "./local-toolkit.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-local-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const toolkit = localToolkit({ inputs: { name: " acme-pay ", empty: "" } });

describe("localToolkit", () => {
  it("trims inputs and names a missing one", () => {
    expect(toolkit.input("name")).toBe("acme-pay");
    expect(toolkit.input("nobody")).toBe("");
    for (const name of ["empty", "nobody"]) {
      expect(() => toolkit.requiredInput(name)).toThrow(expect.objectContaining({ code: "input_invalid" }));
    }
  });

  it("writes and reads below a folder, making folders on the way", () => {
    toolkit.writeFile(folder, "results/build.json", "{}");
    expect(String(toolkit.readFile(folder, "results/build.json"))).toBe("{}");
    expect(toolkit.readFile(folder, "results/test.json")).toBe(null);
  });

  it.each(["../outside", "a/../../outside", "/etc/passwd/../../x/.."])("never leaves the folder by %s", (path) => {
    for (const act of [
      () => toolkit.readFile(join(folder, "sub"), path),
      () => toolkit.writeFile(join(folder, "sub"), path, "x"),
    ]) {
      try {
        act();
      } catch (error) {
        expect(error).toMatchObject({ code: "input_invalid" });
        continue;
      }
      // An absolute path is taken as one below the folder.
      expect(path.startsWith("/")).toBe(true);
    }
  });

  it("refuses links to files and through folders", () => {
    symlinkSync("/etc/hostname", join(folder, "link"));
    mkdirSync(join(folder, "real"));
    writeFileSync(join(folder, "real/file"), "x");
    symlinkSync("/etc", join(folder, "etc"));
    for (const path of ["link", "etc/hostname"]) {
      expect(() => toolkit.readFile(folder, path)).toThrow(expect.objectContaining({ code: "input_invalid" }));
    }
  });

  it("has no identity token", async () => {
    await expect(async () => toolkit.idToken("sigstore")).rejects.toMatchObject({ code: "input_invalid" });
  });
});
