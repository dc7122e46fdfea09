import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyPolicy } from "@plugsmith/schemas";
import { makeTestKey, makeTestStatements, type TestKey, testPassphrase, testZip } from "@plugsmith/signers/testing";
import { makeKeyPolicy } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const [first, second] = [makeTestKey(), makeTestKey("ed25519")];
const policy: KeyPolicy = makeKeyPolicy([first.publicKey, second.publicKey], {
  thresholds: { signatures: 2, log: 0, timestamp: 0 },
});
let folder: string;
const path = (name: string) => join(folder, name);
const write = (name: string, content: unknown, mode = 0o600) => {
  writeFileSync(
    path(name),
    Buffer.isBuffer(content) || typeof content === "string" ? content : JSON.stringify(content),
    { mode },
  );
  return path(name);
};
const config = (mode: string, more: object = {}) => ({
  schemaVersion: 1,
  approvers: { users: [{ id: 1, login: "ada" }] },
  approvals: { required: 2 },
  signing: { mode, keys: policy.keys, ...more },
});
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-sign-"));
  write("x.zip", testZip);
  write("policy.json", policy);
  write("forge.yml", config("key"));
  makeTestStatements().forEach((statement, index) => {
    write(`statement-${index}.json`, statement);
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sign = (key: TestKey, more: readonly string[] = [], env: Record<string, string> = {}) =>
  runPlugsmith(["sign", "x.zip", "--policy", "policy.json", "--config", "forge.yml", "--json", ...more], {
    cwd: folder,
    env: {
      PLUGSMITH_SIGNING_KEY_FILE: write("key.pem", key.privateKey),
      PLUGSMITH_SIGNING_PASSPHRASE: testPassphrase,
      ...env,
    },
  });

describe("plugsmith sign", () => {
  it("is a story of two keys: the first signs statements, the second what the first signed, and both verify", async () => {
    const statements = ["--statement", "statement-0.json", "statement-1.json"];
    const one = await sign(first, statements);
    expect(one).toMatchObject({ code: 0, result: { added: 2, needed: 2, keys: [expect.any(String)] } });
    const verify = () => runPlugsmith(["verify", "x.zip", "--policy", "policy.json", "--json"], { cwd: folder });
    expect(await verify()).toMatchObject({ code: 1, result: { code: "signatures_missing" } });
    expect(await sign(first)).toMatchObject({ code: 0, result: { added: 0 } });
    const before = readFileSync(path("x.zip.sigstore.jsonl"), "utf8");
    expect(await sign(second)).toMatchObject({ code: 0, result: { added: 2 } });
    expect(readFileSync(path("x.zip.sigstore.jsonl"), "utf8").startsWith(before)).toBe(true);
    const done = await verify();
    expect(done).toMatchObject({ code: 0 });
    expect(done.stderr).toContain("2 different keys");
    expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  });

  it.each<[string, string, () => [(readonly string[])?, Record<string, string>?, TestKey?]]>([
    ["signing_key_invalid", "another passphrase", () => [[], { PLUGSMITH_SIGNING_PASSPHRASE: "wrong" }]],
    [
      "secret_exposed",
      "a key file that others may read",
      () => [[], { PLUGSMITH_SIGNING_KEY_FILE: write("loose.pem", first.privateKey, 0o644) }],
    ],
    ["key_unknown", "a key that the policy does not name", () => [[], {}, makeTestKey()]],
    ["config_invalid", "a keyless mode", () => [["--config", write("keyless.yml", config("keyless-public"))]]],
    [
      "policy_invalid",
      "a policy of another mode",
      () => [["--config", write("vault.yml", config("vault", { vault: { url: "http://127.0.0.1:1", key: "k" } }))]],
    ],
  ])("refuses as %s: %s", async (code, _, given) => {
    const before = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    const [more = [], env = {}, key = first] = given();
    const run = await sign(key, more, env);
    expect(run).toMatchObject({ code: 1, result: { code } });
    expect(run.stdout + run.stderr).not.toContain(testPassphrase);
    expect(readdirSync(folder).filter((name) => name.endsWith(".jsonl"))).toEqual(before);
  });
});
