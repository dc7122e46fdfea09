import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "@plugsmith/schemas";
import { readTufRevocations } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";

const fixture = join(import.meta.dirname, "../../../../schemas/fixtures/registry/valid/full.json");
let clone: RegistryClone;
let root = "";
beforeEach(async () => {
  clone = await makeRegistryClone({ ...(JSON.parse(readFileSync(fixture, "utf8")) as Registry), revocations: [] });
  root = (await signClone(clone)).rootFile;
});
afterEach(() => clone.remove());

const online = () => ({ PLUGSMITH_REGISTRY_KEY: readFileSync(join(clone.base, "keys", "online.pem"), "utf8") });
const run = (words: readonly string[], env: Record<string, string> = online()) =>
  runPlugsmith(["registry", ...words, "--dir", clone.folder, "--json"], { env, cwd: clone.base });
const view = () => clone.look({ root: readFileSync(root, "utf8") });

describe("plugsmith registry, by a person's hand", () => {
  it("writes nothing to a signed registry without a key, and says which", async () => {
    const before = clone.git("rev-parse", "forge/registry");
    const run1 = await run(["disable", "acme-pay", "1.2.0"], { PLUGSMITH_REGISTRY_KEY: "" });
    expect(run1).toMatchObject({ code: 1, result: { code: "signatures_missing" } });
    expect(run1.stderr).toContain("PLUGSMITH_REGISTRY_KEY");
    expect(clone.git("rev-parse", "forge/registry")).toBe(before);
  });

  it("disables, removes, and shows both to whoever trusts the root alone", async () => {
    expect(await run(["disable", "acme-pay", "1.2.0"])).toMatchObject({ code: 0, result: { written: true } });
    expect(await run(["disable", "acme-pay", "1.2.0"])).toMatchObject({ code: 0, result: { written: false } });
    const removal = await run(["remove", "acme-pay", "1.2.0", "--reason", "named a customer"]);
    expect(removal.stderr).toContain("push origin forge/registry");
    const shown = await run(["list", "--root", root], {});
    expect(shown.result).toMatchObject({
      removed: [{ name: "acme-pay", version: "1.2.0", reason: "named a customer" }],
      trust: { signed: true, rootVersion: 1, knowledge: { state: "fresh" } },
    });
  });

  it("revokes for ever when people's keys are at hand, and only on two approvers' word", async () => {
    const words = ["revoke", "acme-pay", "1.2.0", "--reason", "leaks", "--by", "1:ada"];
    expect(await run(words)).toMatchObject({ code: 1, result: { code: "command_not_allowed" } });
    const key = ["--key", join(clone.base, "keys", "root-1.pem"), "--passphrase-file", clone.passphraseFile];
    expect(await run([...words, "--by", "2:lin", ...key])).toMatchObject({ code: 0 });
    expect(await readTufRevocations(await view(), "acme/forge")).toMatchObject([
      { version: "1.2.0", state: "revoked" },
    ]);
    const { signed } = JSON.parse(clone.git("show", "forge/registry:tuf/2.revocations.json")) as {
      signed: { targets: object };
    };
    expect(Object.keys(signed.targets)).toEqual(["revocations.json"]);
  });
});
