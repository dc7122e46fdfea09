import { execFileSync } from "node:child_process";
import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderApprovalMessage } from "./approval-message.ts";
import { decideProof } from "./decide-proof.ts";
import { writeSshString } from "./ssh-reader.ts";

const message = renderApprovalMessage({
  name: "acme-pay",
  version: "1.2.0",
  digest: `sha256:${"1".repeat(64)}`,
  headSha: "a".repeat(40),
});
const demand = { kind: "ssh", message } as const;
const touch = { kind: "ssh-sk", message } as const;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-sshsig-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function makeKey(type: string, bits: string) {
  const path = join(folder, `key-${(count += 1)}`);
  execFileSync("ssh-keygen", ["-q", "-t", type, "-b", bits, "-N", "", "-C", "ada", "-f", path]);
  return { path, line: readFileSync(`${path}.pub`, "utf8").trim() };
}
function signWith(path: string, text: string, namespace = "plugsmith-approval"): string {
  const file = join(folder, `text-${(count += 1)}`);
  writeFileSync(file, text);
  execFileSync("ssh-keygen", ["-q", "-Y", "sign", "-n", namespace, "-f", path, file], { stdio: "ignore" });
  return `Looks good.\n\n\`\`\`\n${readFileSync(`${file}.sig`, "utf8")}\`\`\`\n`;
}

describe("decideProof, with signatures of ssh-keygen", () => {
  it.each([
    ["ed25519", "256"],
    ["ecdsa", "256"],
    ["ecdsa", "384"],
    ["ecdsa", "521"],
    ["rsa", "2048"],
  ])("takes one by a key of type %s %s", (type, bits) => {
    const { path, line } = makeKey(type, bits);
    expect(decideProof(signWith(path, message), demand, [line])).toBeNull();
    // What `echo` instead of `printf` gives.
    expect(decideProof(signWith(path, `${message}\n`), demand, [line])).toBeNull();
    expect(decideProof(signWith(path, message), touch, [line])).toBe("proof_untouched");
  });

  it("tells a missing, foreign and unfit signature apart", () => {
    const [own, other] = [makeKey("ed25519", "256"), makeKey("ed25519", "256")];
    const good = signWith(own.path, message);
    expect(decideProof("Looks good.", demand, [own.line])).toBe("proof_missing");
    expect(decideProof(good, demand, [other.line])).toBe("proof_key_unknown");
    expect(decideProof(good, demand, [])).toBe("proof_key_unknown");
    expect(decideProof(signWith(own.path, message, "git"), demand, [own.line])).toBe("proof_invalid");
    for (const change of ["acme-pay@1.2.0", "1.2.0", `sha256:${"1".repeat(64)}`, "a".repeat(40)])
      expect(decideProof(signWith(own.path, message.replace(change, "x")), demand, [own.line])).toBe("proof_invalid");
  });

  it("refuses a short RSA key", () => {
    const { path, line } = makeKey("rsa", "1024");
    expect(decideProof(signWith(path, message), demand, [line])).toBe("proof_invalid");
  });

  it("takes no signature in which a single bit was turned", () => {
    const { path, line } = makeKey("ed25519", "256");
    const good = signWith(path, message);
    const [, data = ""] = /BEGIN SSH SIGNATURE-----\n([\s\S]+)-----END/u.exec(good) ?? [];
    const bytes = Buffer.from(data, "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ 1;
      expect(decideProof(good.replace(data, `${turned.toString("base64")}\n`), demand, [line])).not.toBeNull();
    }
    for (let size = 0; size < bytes.length; size += 1) {
      const cut = bytes.subarray(0, size).toString("base64");
      expect(decideProof(good.replace(data, `${cut}\n`), demand, [line])).not.toBeNull();
    }
  });
});

/** What OpenSSH builds around a security key's answer (PROTOCOL.u2f, PROTOCOL.sshsig); the key itself is made in software. */
function makeSecurityKey(kind: "ed25519" | "ecdsa") {
  const application = "ssh:";
  const { privateKey, publicKey } =
    kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" });
  const bytes = (value: unknown) => Buffer.from(String(value), "base64url");
  const type = kind === "ed25519" ? "sk-ssh-ed25519@openssh.com" : "sk-ecdsa-sha2-nistp256@openssh.com";
  const point = Buffer.concat([Buffer.from([4]), bytes(jwk.x), bytes(jwk.y)]);
  const blob = Buffer.concat(
    (kind === "ed25519" ? [type, bytes(jwk.x), application] : [type, "nistp256", point, application]).map(
      writeSshString,
    ),
  );
  const sha = (name: string, data: Buffer) => createHash(name).update(data).digest();
  const number = (digits: Buffer) =>
    writeSshString((digits[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
  return {
    line: `${type} ${blob.toString("base64")} ada`,
    sign(text: string, flags: number, asked = application): string {
      const hashed = sha("sha512", Buffer.from(text));
      const fields = ["plugsmith-approval", "", "sha512"].map(writeSshString);
      const toSign = Buffer.concat([Buffer.from("SSHSIG"), ...fields, writeSshString(hashed)]);
      const suffix = Buffer.from([flags, 0, 0, 0, 7]);
      const signed = Buffer.concat([sha("sha256", Buffer.from(asked)), suffix, sha("sha256", toSign)]);
      const key = createPrivateKey({ key: privateKey.export({ format: "jwk" }), format: "jwk" });
      const raw = sign(kind === "ed25519" ? null : "sha256", signed, { key, dsaEncoding: "ieee-p1363" });
      const inner = kind === "ed25519" ? raw : Buffer.concat([number(raw.subarray(0, 32)), number(raw.subarray(32))]);
      const signature = Buffer.concat([writeSshString(type), writeSshString(inner), suffix]);
      const whole = Buffer.concat([
        Buffer.from("SSHSIG"),
        Buffer.from([0, 0, 0, 1]),
        ...[blob, ...["plugsmith-approval", "", "sha512"], signature].map(writeSshString),
      ]);
      return `-----BEGIN SSH SIGNATURE-----\n${whole.toString("base64")}\n-----END SSH SIGNATURE-----`;
    },
  };
}

describe.each(["ed25519", "ecdsa"] as const)("decideProof, with a security key of type %s", (kind) => {
  const key = makeSecurityKey(kind);

  it("takes a touched one, and an untouched one only where no touch is asked for", () => {
    expect(decideProof(key.sign(message, 1), touch, [key.line])).toBeNull();
    expect(decideProof(key.sign(message, 5), touch, [key.line])).toBeNull();
    expect(decideProof(key.sign(message, 0), touch, [key.line])).toBe("proof_untouched");
    expect(decideProof(key.sign(message, 4), touch, [key.line])).toBe("proof_untouched");
    expect(decideProof(key.sign(message, 0), demand, [key.line])).toBeNull();
  });

  it("takes none that was made for another application or whose touch was added later", () => {
    expect(decideProof(key.sign(message, 1, "https://evil.example"), touch, [key.line])).toBe("proof_invalid");
    const bytes = Buffer.from(/\n(\S+)\n/u.exec(key.sign(message, 0))?.[1] ?? "", "base64");
    bytes[bytes.length - 5] = 1;
    const forged = `-----BEGIN SSH SIGNATURE-----\n${bytes.toString("base64")}\n-----END SSH SIGNATURE-----`;
    expect(decideProof(forged, touch, [key.line])).toBe("proof_invalid");
  });

  it("is read by ssh-keygen as the same signature", () => {
    const [signature, allowed] = [join(folder, `${kind}.sig`), join(folder, `${kind}.allowed`)];
    writeFileSync(
      signature,
      `${key.sign(message, 1).replace(/\n(\S+)\n/u, (_, data: string) => `\n${data.replace(/.{1,70}/gu, "$&\n")}`)}\n`,
    );
    writeFileSync(allowed, `ada ${key.line}\n`);
    const args = ["-Y", "verify", "-n", "plugsmith-approval", "-I", "ada", "-f", allowed, "-s", signature];
    expect(execFileSync("ssh-keygen", args, { input: message, encoding: "utf8" })).toContain("Good");
  });
});
