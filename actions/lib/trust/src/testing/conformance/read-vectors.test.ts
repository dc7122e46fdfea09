import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readVectors } from "./read-vectors.ts";

let checkout: string;
beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "plugsmith-vectors-"));
  const assets = join(checkout, "test/assets/bundle-verify");
  const put = (folder: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(join(assets, folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(assets, folder, name), text);
  };
  put("plain", { "bundle.sigstore.json": "{}" });
  put("own_fail", {
    "bundle.sigstore.json": "[]",
    artifact: "own",
    identity: "me\n",
    issuer: "https://issuer.test\n",
    "key.pub": "pem",
    "trusted_root.json": '{"own":true}',
  });
  writeFileSync(join(assets, "a.txt"), "shared");
  writeFileSync(join(assets, "README.md"), "no vector");
  writeFileSync(join(checkout, "root.json"), '{"production":true}');
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

it("reads each folder with its own files, and what all share in place of those that are missing", () => {
  const [own, plain, ...more] = readVectors(checkout, join(checkout, "root.json"));
  expect(more).toEqual([]);
  expect(own).toEqual({
    name: "own_fail",
    valid: false,
    bundle: "[]",
    artifact: Buffer.from("own"),
    identity: "me",
    issuer: "https://issuer.test",
    publicKey: "pem",
    trustedRoot: { own: true },
  });
  expect(plain).toMatchObject({
    name: "plain",
    valid: true,
    artifact: Buffer.from("shared"),
    issuer: "https://token.actions.githubusercontent.com",
    publicKey: null,
    trustedRoot: { production: true },
  });
});
