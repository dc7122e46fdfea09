import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { encodePae } from "./dsse.ts";
import { readBenchKey } from "./sign-bench-event.ts";

describe("readBenchKey", () => {
  const makeFolder = useTemporaryFolders();
  it("takes an Ed25519 key and refuses other kinds, missing files and text, without printing them", () => {
    const path = join(makeFolder(), "bench.pem");
    const pem = (kind: "ed25519" | "x25519") =>
      generateKeyPairSync(kind as "ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(path, pem("ed25519"));
    expect(readBenchKey(path).asymmetricKeyType).toBe("ed25519");
    for (const text of [pem("x25519"), "secret words"]) {
      writeFileSync(path, text);
      try {
        readBenchKey(path);
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ code: "bench_config_invalid" });
        expect(String((error as Error).message)).not.toContain("secret words");
      }
    }
    expect(() => readBenchKey(`${path}.missing`)).toThrow(expect.objectContaining({ code: "bench_config_invalid" }));
  });
});

describe("encodePae", () => {
  it("is the encoding of the DSSE specification", () => {
    expect(encodePae("http://example.com/HelloWorld", Buffer.from("hello world")).toString()).toBe(
      "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
    );
  });
});
