import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findWorkFolder } from "./find-work-folder.ts";

let inside = "";
beforeEach(() => {
  inside = mkdtempSync(join(tmpdir(), "find-work-folder-"));
});
afterEach(() => rmSync(inside, { recursive: true, force: true }));

function makeForge(name: string): string {
  mkdirSync(join(inside, name));
  writeFileSync(join(inside, name, "agent.sock"), "");
  return join(inside, name);
}

describe("findWorkFolder", () => {
  it("finds the only dev forge that runs", () => {
    const folder = makeForge("plugsmith-dev-a");
    mkdirSync(join(inside, "plugsmith-dev-dead"));
    makeForge("something-else");
    expect(findWorkFolder(undefined, inside)).toBe(folder);
  });

  it("asks which when there are several, and says when there is none", () => {
    expect(() => findWorkFolder(undefined, inside)).toThrowError("No dev forge runs here.");
    makeForge("plugsmith-dev-a");
    const b = makeForge("plugsmith-dev-b");
    expect(() => findWorkFolder(undefined, inside)).toThrowError(/Several dev forges/);
    expect(findWorkFolder(b, inside)).toBe(b);
  });

  it("refuses a named folder in which no bench runs", () => {
    expect(() => findWorkFolder(inside)).toThrowError(expect.objectContaining({ code: "agent_unreachable" }));
  });
});
