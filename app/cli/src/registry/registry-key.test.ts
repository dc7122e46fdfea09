import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makePassphrase, makeRegistryKey, openRegistryKey } from "./registry-key.ts";

describe("registry keys", () => {
  it("opens an encrypted key with any of the given passphrases, and openssl does too", async () => {
    const passphrase = makePassphrase();
    const { pem, signer } = makeRegistryKey(passphrase);
    expect(pem).toContain("ENCRYPTED PRIVATE KEY");
    const opened = await openRegistryKey("root-1.pem", pem, ["something else entirely", passphrase], null);
    expect(opened.key).toEqual(signer.key);
    const text = execFileSync("openssl", ["pkey", "-passin", `pass:${passphrase}`, "-noout", "-text"], { input: pem });
    expect(text.toString()).toContain("ED25519");
  });

  it("asks a person when no passphrase fits, again after a slip, and refuses without a word of the key when five are wrong", async () => {
    const { pem, signer } = makeRegistryKey("correct horse battery");
    const asked: string[] = [];
    const ask = (answer: string) => async (question: string) => {
      asked.push(question);
      return answer;
    };
    expect((await openRegistryKey("k.pem", pem, [], ask("correct horse battery"))).key).toEqual(signer.key);
    expect(asked).toEqual(["Passphrase of k.pem: "]);
    asked.length = 0;
    const slips = ["correct horse", "", " Correct Horse Battery \r"];
    const typed = openRegistryKey("k.pem", pem, [], async (question) => {
      asked.push(question);
      return slips.shift() ?? "";
    });
    expect((await typed).key).toEqual(signer.key);
    expect(asked[2]).toBe("That does not open it; 3 more tries. Passphrase of k.pem: ");
    asked.length = 0;
    const refused = openRegistryKey("k.pem", pem, ["wrong"], ask("wrong too"));
    await expect(refused).rejects.toMatchObject({
      code: "signing_key_invalid",
      message: "k.pem opens with none of the passphrases.",
      hint: expect.stringContaining("on paper"),
    });
    expect(asked).toHaveLength(5);
  });

  it("refuses what is no key, and a key of a kind that no reader knows", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const wrong = rsa.export({ type: "pkcs8", format: "pem" }).toString();
    for (const pem of ["hello", "", wrong])
      await expect(openRegistryKey("k.pem", pem, [], null)).rejects.toMatchObject({ code: "signing_key_invalid" });
  });

  it("makes passphrases that differ and hold no letters that look alike", () => {
    const made = Array.from({ length: 50 }, makePassphrase);
    expect(new Set(made).size).toBe(50);
    for (const one of made) expect(one).toMatch(/^(?:[a-hjkmnp-z2-9]{5}-){4}[a-hjkmnp-z2-9]{5}$/u);
  });
});
