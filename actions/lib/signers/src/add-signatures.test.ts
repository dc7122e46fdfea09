import { computeDigest } from "@plugsmith/schemas";
import { makeKeyPolicy } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { addSignatures, type SignatureRequest } from "./add-signatures.ts";
import { makeTestKey } from "./testing/make-test-key.ts";
import { makeTestStatements, setUpKey, signLines, testZip } from "./testing/sign-with-keys.ts";

const [first, second, stranger] = [makeTestKey(), makeTestKey("ed25519"), makeTestKey()];
const statements = makeTestStatements().map((statement) => Buffer.from(JSON.stringify(statement, null, 1)));
const add = (given: Partial<SignatureRequest>) =>
  addSignatures({
    digest: computeDigest(testZip),
    bundles: null,
    statements: [],
    policy: makeKeyPolicy([first.publicKey, second.publicKey]),
    setup: setUpKey(first),
    ...given,
  });

describe("addSignatures", () => {
  it("signs the very bytes that another key signed, and leaves its lines as they are", async () => {
    const one = await add({ statements });
    const two = await add({ bundles: one.bundles, setup: setUpKey(second) });
    expect([one.added, two.added, one.keys.length, two.keys.length]).toEqual([2, 2, 1, 2]);
    expect(two.bundles.startsWith(one.bundles)).toBe(true);
    const payloads = two.bundles
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { dsseEnvelope: { payload: string } }).dsseEnvelope.payload);
    expect(payloads.slice(2)).toEqual(payloads.slice(0, 2));
    expect(payloads[0]).toBe(statements[0]?.toString("base64"));
  });

  it("adds nothing where its key has signed before, nor a statement that is named twice", async () => {
    const one = await add({ statements: [...statements, ...statements] });
    expect(one.added).toBe(2);
    expect(await add({ bundles: one.bundles })).toMatchObject({ added: 0, bundles: one.bundles });
  });

  it("names only keys that have signed all of the statements", async () => {
    const half = await add({ statements: statements.slice(0, 1) });
    expect(await add({ bundles: half.bundles, statements, setup: setUpKey(second) })).toMatchObject({
      added: 2,
      keys: [expect.any(String)],
    });
  });

  it.each<[string, string, () => Promise<Partial<SignatureRequest>>]>([
    ["key_unknown", "lines of a stranger", async () => ({ bundles: await signLines([setUpKey(stranger)]) })],
    ["key_unknown", "a key that the policy does not name", async () => ({ statements, setup: setUpKey(stranger) })],
    [
      "digest_mismatch",
      "statements about other bytes",
      async () => ({ statements, digest: `sha256:${"0".repeat(64)}` }),
    ],
    ["bundle_invalid", "a statement that is none", async () => ({ statements: [Buffer.from("{}")] })],
    ["input_invalid", "nothing", async () => ({})],
  ])("refuses as %s to sign %s", async (code, _, given) => {
    await expect(add(await given())).rejects.toMatchObject({ code });
  });
});
