import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reviewers } from "@plugsmith/schemas";
import { readTufRegistry } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { signClone } from "../testing/sign-clone.ts";
import { changeTrust, type TrustOptions } from "./change-trust.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";

let clone: RegistryClone;
let root = "";
beforeEach(async () => {
  clone = await makeRegistryClone();
  root = readFileSync((await signClone(clone, 3)).rootFile, "utf8");
  const person = { id: 3, login: "kim", role: "approver" as const, from: "2026-01-01T00:00:00.000Z" };
  const list: Reviewers = { schemaVersion: 1, reviewers: [person] };
  writeFileSync(join(clone.base, "reviewers.json"), JSON.stringify(list));
});
afterEach(() => clone.remove());

const keyFile = (name: string) => join(clone.base, "keys", `${name}.pem`);
const change = async (options: Partial<TrustOptions> = {}) =>
  changeTrust({
    store: (await openRegistry({ dir: clone.folder })).store,
    reviewersFile: join(clone.base, "reviewers.json"),
    trustedRootFile: undefined,
    keyFiles: ["root-1", "root-3"].map(keyFile),
    onlineKeyFile: keyFile("online"),
    folder: join(clone.base, "new"),
    passphrases: await readPassphrases(clone.passphraseFile),
    now: () => new Date(),
    ...options,
  });
const approvers = async () => {
  const { reviewers } = await readTufRegistry(await clone.look({ root }), "acme/forge");
  return reviewers.reviewers.map(({ login }) => login);
};

describe("changeTrust", () => {
  it("changes who may approve for everybody who trusts the root, with two people's keys and not with one's", async () => {
    await expect(change({ keyFiles: [keyFile("root-1")] })).rejects.toMatchObject({ code: "signatures_missing" });
    expect(await approvers()).toEqual(["ada", "lin"]);
    expect(await change()).toMatchObject({ files: ["reviewers.json"], online: undefined });
    expect(await approvers()).toEqual(["kim"]);
    expect(clone.git("show", "forge/registry:reviewers.json")).toContain("kim");
  });

  it("makes a new online key where the old one is only in GitHub's secret", async () => {
    const { online } = await change({ onlineKeyFile: undefined });
    expect(readFileSync(online?.file ?? "", "utf8")).toContain("PRIVATE KEY");
    expect(await approvers()).toEqual(["kim"]);
  });

  it("refuses a list that is none, and nothing", async () => {
    writeFileSync(join(clone.base, "reviewers.json"), '{"schemaVersion":1}');
    await expect(change()).rejects.toMatchObject({ code: "input_invalid" });
    await expect(change({ reviewersFile: undefined })).rejects.toMatchObject({ code: "wrong_usage" });
  });
});
