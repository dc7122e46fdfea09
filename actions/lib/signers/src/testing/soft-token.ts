import { execFileSync } from "node:child_process";
import { createPublicKey, type JsonWebKey } from "node:crypto";
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pkcs11Key } from "../signer-config.ts";

/** SoftHSM's module, where SoftHSM and OpenSC are installed. */
export function findSoftToken(): string | null {
  const module = [
    "/usr/lib/softhsm/libsofthsm2.so",
    ...globSync("/usr/lib/*/softhsm/libsofthsm2.so"),
    "/usr/lib64/softhsm/libsofthsm2.so",
  ].find((file) => existsSync(file));
  try {
    execFileSync("pkcs11-tool", ["--show-info", "--module", module ?? ""], { stdio: "ignore" });
    return module ?? null;
  } catch {
    return null;
  }
}

export interface SoftToken {
  readonly config: Omit<Pkcs11Key, "publicKeys">;
  readonly pin: string;
  /** A new key pair in the token. Answers its SPKI PEM. */
  makeKey(id: string, type?: string): string;
  close(): void;
}

/**
 * A token of SoftHSM in a folder of its own with one P-256 key, id 01. Sets SOFTHSM2_CONF of this process, as a person would.
 */
export function makeSoftToken(module: string): SoftToken {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-token-"));
  mkdirSync(join(folder, "tokens"));
  const file = join(folder, "softhsm2.conf");
  writeFileSync(
    file,
    `directories.tokendir = ${join(folder, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const before = process.env["SOFTHSM2_CONF"];
  process.env["SOFTHSM2_CONF"] = file;
  const pin = "271828";
  const argv = ["--init-token", "--free", "--label", "forge", "--so-pin", "31415926", "--pin", pin];
  execFileSync("softhsm2-util", argv, { stdio: "ignore" });
  const tool = (...more: string[]) =>
    execFileSync("pkcs11-tool", ["--module", module, "--token-label", "forge", ...more], {
      stdio: ["ignore", "pipe", "ignore"],
    });
  const makeKey = (id: string, type = "EC:prime256v1") => {
    tool("--login", "--pin", pin, "--keypairgen", "--key-type", type, "--id", id, "--label", `key-${id}`);
    // OpenSC 0.23 cannot write a P-384 key as SPKI, but lists its point.
    const listed = tool("--list-objects", "--type", "pubkey").toString("utf8");
    const block = listed.split("Public Key Object").find((each) => each.includes(`label:      key-${id}\n`));
    const point = Buffer.from(/EC_POINT: +04[0-9a-f]{2}04([0-9a-f]+)/u.exec(block ?? "")?.[1] ?? "", "hex");
    const half = point.length / 2;
    const [x, y] = [point.subarray(0, half), point.subarray(half)].map((part) => part.toString("base64url"));
    const key = { kty: "EC", crv: half === 32 ? "P-256" : "P-384", x, y } as JsonWebKey;
    return createPublicKey({ format: "jwk", key }).export({ type: "spki", format: "pem" }).toString();
  };
  return {
    config: { module, token: "forge", key: "01" },
    pin,
    makeKey,
    close() {
      if (before === undefined) delete process.env["SOFTHSM2_CONF"];
      else process.env["SOFTHSM2_CONF"] = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
