import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTestSigning, type TestSigning } from "@plugsmith/local/testing";
import type { KeylessPolicy, Registry } from "@plugsmith/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { makeSignedRelease, type SignedRelease } from "../testing/make-signed-release.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";

let signing: TestSigning;
let clone: RegistryClone;
let release: SignedRelease;
let root = "";
beforeAll(async () => {
  signing = await startTestSigning();
  const start = { schemaVersion: 1, sequence: 0, updatedAt: "2026-01-01T00:00:00.000Z", plugins: [], revocations: [] };
  clone = await makeRegistryClone({ ...start, repository: signing.policy.repository } as Registry);
  root = (await signClone(clone, 3)).rootFile;
  release = await makeSignedRelease(signing, clone.base);
});
afterAll(async () => {
  clone.remove();
  await signing.close();
});

const own = "c".repeat(40);
const next = "d".repeat(40);
const key = (name: string) => join(clone.base, "keys", `${name}.pem`);
const run = (words: readonly string[]) => runPlugsmith([...words, "--json"], { cwd: clone.folder });
const keys = (...names: string[]) => [
  ...names.flatMap((name) => ["--key", key(name)]),
  ...["--online-key", key("online"), "--passphrase-file", clone.passphraseFile],
];
const people = () => keys("root-1", "root-3");
const signer = (...words: string[]) => run(["registry", "signer", ...words]);
const trust = (...words: string[]) => run(["registry", "trust", ...words, ...people()]);
let count = 0;
function write(value: object): string {
  count += 1;
  const file = join(clone.base, `given-${count}.json`);
  writeFileSync(file, JSON.stringify(value));
  return file;
}
const verify = (change: Partial<KeylessPolicy> = {}, ...words: string[]) =>
  run(["verify", release.file, "--policy", write({ ...signing.policy, ...change }), ...words]);
const signed = () => ["--root", root, "--registry", clone.folder];
const byRegistry = { signers: "registry" as const };
const refusal = (field: string, found: string) => ({
  code: 1,
  result: { code: "identity_mismatch", field, found },
});

describe("the registry's signers, one story", () => {
  it("leaves a policy that names its own as it is while the registry has no list, and says so", async () => {
    const done = await verify({}, ...signed());
    expect(done.code).toBe(0);
    expect(String(done.result["notProved"])).toContain("they have signed no signers.json");
    expect(await verify(byRegistry, ...signed())).toMatchObject({ code: 1, result: { code: "policy_invalid" } });
    expect(await verify(byRegistry)).toMatchObject({ code: 1, result: { code: "policy_invalid" } });
  });

  it("refuses a list with one person's key of two", async () => {
    const one = await signer("add", own, "--workflow", signing.policy.signerWorkflow, ...keys("root-1"));
    expect(one).toMatchObject({ code: 1, result: { code: "signatures_missing" } });
  });

  it("refuses a build signer that is not in the registry's list, though the policy names it", async () => {
    expect((await signer("add", next, "--workflow", signing.policy.signerWorkflow, ...people())).code).toBe(0);
    expect(await verify({}, ...signed())).toMatchObject(refusal("registrySigners", own));
    expect(await verify(byRegistry, ...signed())).toMatchObject(refusal("buildSignerDigest", own));
    expect((await verify()).code).toBe(0);
  });

  it("accepts it once people have listed it, by the policy's list and by the registry's", async () => {
    const from = "2020-01-01T00:00:00Z";
    const added = await signer("add", own, "--from", from, "--note", "v1.0.0", ...people());
    expect(added).toMatchObject({ code: 0, result: { files: ["signers.json"], online: null } });
    for (const change of [{}, byRegistry]) {
      const done = await verify(change, ...signed());
      expect(done.code, JSON.stringify(done.result)).toBe(0);
      expect(String(done.result["proved"])).toContain("among the registry's signers");
    }
    const listed = await signer("list", "--root", root);
    expect(listed).toMatchObject({ code: 0, result: { signers: [{ digest: next }, { digest: own, note: "v1.0.0" }] } });
    expect(listed.stderr).toContain(`${own}  from ${from}  v1.0.0`);
  });

  it("keeps a policy that names another commit the narrower one", async () => {
    expect(await verify({ signers: [next] }, ...signed())).toMatchObject(refusal("buildSignerDigest", own));
  });

  it("refuses an expired entry, and says when it ended and when the package was signed", async () => {
    expect((await signer("remove", own, "--until", "2020-02-01T00:00:00Z", ...people())).code).toBe(0);
    const late = await verify(byRegistry, ...signed());
    expect(late).toMatchObject({ code: 1, result: { code: "identity_mismatch" } });
    expect(late.result).toMatchObject({
      field: "registrySignerTime",
      expected: "from 2020-01-01T00:00:00Z until 2020-02-01T00:00:00Z",
    });
    expect((await signer("remove", own, ...people())).code).toBe(0);
    expect(await verify({}, ...signed())).toMatchObject(refusal("registrySigners", own));
    expect((await signer("add", own, "--from", "2020-01-01T00:00:00Z", ...people())).code).toBe(0);
  });

  it("uses the registry's trusted root where the policy brings none, and only then", async () => {
    const { trustedRoot, ...policy } = signing.policy;
    const bare = (...words: string[]) => run(["verify", release.file, "--policy", write(policy), ...words]);
    expect(await bare(...signed())).toMatchObject({ code: 1, result: { code: "policy_invalid" } });
    expect((await trust("--trusted-root", write(trustedRoot ?? {}))).code).toBe(0);
    expect((await bare(...signed())).code).toBe(0);
    expect(await bare()).toMatchObject({ code: 1, result: { code: "policy_invalid" } });
    expect((await trust("--trusted-root", write({}))).code).toBe(0);
    expect(await bare(...signed())).toMatchObject({ code: 1, result: { code: "signature_invalid" } });
    expect((await verify({}, ...signed())).code).toBe(0);
  });

  it("is believed under a pinned root only", async () => {
    expect(await signer("list")).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
  });
});
