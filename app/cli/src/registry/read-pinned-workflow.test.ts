import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { planInit } from "../init/plan-init.ts";
import { readPinnedWorkflow } from "./read-pinned-workflow.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-pinned-"));
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = () => readPinnedWorkflow(folder, "https://github.com");
const write = (text: string) => writeFileSync(join(folder, ".github/workflows/forge-publish.yml"), text);
const digest = "a".repeat(40);
const users = [1, 2].map((id) => ({ id, login: `user-${id}` }));
const { files, registry } = planInit({
  repository: "acme/forge",
  plugsmithRepository: "plugsmith/plugsmith",
  plugsmithSha: digest,
  approvers: { users },
});
const caller = files[".github/workflows/forge-publish.yml"] ?? "";

describe("readPinnedWorkflow", () => {
  it("finds what `plugsmith init` has pinned, the very signer that it has written into the registry", async () => {
    write(caller);
    const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
    expect(await read()).toEqual({ workflow, digest });
    expect(JSON.parse(registry["signers.json"] ?? "")).toMatchObject({ signers: [{ workflow, digest }] });
  });

  it("finds nothing where nothing, a branch, or more than one commit is pinned", async () => {
    expect(await read()).toBeNull();
    write(caller.replace(`@${digest}`, "@main"));
    expect(await read()).toBeNull();
    write(`${caller}${caller}`);
    expect(await read()).toBeNull();
  });
});
