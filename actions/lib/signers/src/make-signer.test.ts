import { describe, expect, it } from "vitest";
import { makeSigner, type SignerPorts, secretNames } from "./make-signer.ts";
import { makeTestKey, testPassphrase } from "./testing.ts";

const key = makeTestKey();
function makePorts() {
  const asked: string[] = [];
  const secrets: Record<string, string> = {
    [secretNames.key]: key.privateKey,
    [secretNames.passphrase]: testPassphrase,
    [secretNames.pin]: "1234",
    [secretNames.vaultToken]: "hvs.token",
  };
  const ports: SignerPorts = {
    readSecret(name) {
      asked.push(name);
      return secrets[name] ?? "";
    },
    tokens(audience) {
      asked.push(audience);
      return { getToken: async () => "x.y.z" };
    },
    runTokenTool: () => expect.unreachable(),
    connectVault: () => () => expect.unreachable(),
    now: () => 0,
  };
  return { asked, ports };
}
const pkcs11 = { module: "/m.so", token: "forge", key: "01", publicKeys: [key.publicKey] };
const vault = { url: "https://vault.test", key: "release", mount: "transit", login: null };

describe("makeSigner", () => {
  it.each([
    [{ mode: "key" }, [secretNames.key, secretNames.passphrase]],
    [{ mode: "pkcs11", pkcs11 }, [secretNames.pin]],
    [{ mode: "vault", vault }, [secretNames.vaultToken]],
    [{ mode: "vault", vault: { ...vault, login: { role: "r", mount: "jwt" } } }, []],
    [{ mode: "keyless-github", fulcioUrl: "http://f", timestampUrl: "http://t" }, ["sigstore"]],
  ] as const)("asks for the secrets of its mode and for no other: %j", (config, expected) => {
    const { asked, ports } = makePorts();
    expect(makeSigner(config, ports).signer).toBeDefined();
    expect(asked).toEqual(expected);
  });

  it("has a key witnessed by the services that the configuration names, and by none else", () => {
    const { ports } = makePorts();
    const count = (services: object) => makeSigner({ mode: "key", ...services }, ports).witnesses.length;
    expect([
      count({}),
      count({ timestampUrl: "http://t" }),
      count({ timestampUrl: "http://t", rekorUrl: "http://r" }),
    ]).toEqual([0, 1, 2]);
  });
});
