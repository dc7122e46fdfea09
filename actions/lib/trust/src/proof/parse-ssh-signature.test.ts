import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSshSignature } from "./parse-ssh-signature.ts";
import { writeSshString } from "./ssh-reader.ts";

const parts = {
  magic: "SSHSIG",
  version: 1,
  publicKey: Buffer.from("the public key"),
  namespace: "plugsmith",
  reserved: "",
  hash: "sha512",
  blob: Buffer.concat([writeSshString("ssh-ed25519"), writeSshString("the signature")]),
  after: "",
};

const encode = ({ magic, version, publicKey, namespace, reserved, hash, blob, after }: typeof parts) => {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(version);
  const strings = [publicKey, namespace, reserved, hash, blob].map((part) => writeSshString(part));
  return Buffer.concat([Buffer.from(magic), number, ...strings, Buffer.from(after)]);
};
const armor = (bytes: Buffer, end = "\n") => {
  const lines = bytes.toString("base64").match(/.{1,70}/gu) ?? [];
  return ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----", ""].join(end);
};
const parse = (given: Partial<typeof parts> = {}) => parseSshSignature(armor(encode({ ...parts, ...given })));

describe("parseSshSignature", () => {
  it.each(["\n", "\r\n"])("takes a signature apart whose lines end with %j", (end) => {
    expect(parseSshSignature(armor(encode(parts), end))).toEqual({
      publicKey: parts.publicKey,
      namespace: "plugsmith",
      hash: "sha512",
      algorithm: "ssh-ed25519",
      rest: writeSshString("the signature"),
    });
  });

  it("keeps flags and counter of a security key with the signature", () => {
    const rest = Buffer.concat([writeSshString("the signature"), Buffer.from([1, 0, 0, 0, 7])]);
    const blob = Buffer.concat([writeSshString("sk-ssh-ed25519@openssh.com"), rest]);
    expect(parse({ blob })).toMatchObject({ algorithm: "sk-ssh-ed25519@openssh.com", rest });
  });

  it.each<[string, Partial<typeof parts>]>([
    ["another magic word", { magic: "SSHKEY" }],
    ["another version", { version: 2 }],
    ["a hash that is not allowed", { hash: "sha1" }],
    ["a hash with something behind it", { hash: "sha256\0" }],
    ["an algorithm that is cut off", { blob: Buffer.from([0, 0, 0, 9, 65]) }],
    ["something after its end", { after: "x" }],
  ])("knows no signature with %s", (_, given) => {
    expect(parse(given)).toBeNull();
  });

  it.each([
    ["no armor", (text: string) => text.split("\n").slice(1, -2).join("\n")],
    ["words in front", (text: string) => `see ${text}`],
    ["words behind", (text: string) => `${text}x`],
    ["another armor", (text: string) => text.replaceAll("SSH", "PGP")],
    ["a sign in it that base64 has not", (text: string) => text.replace("\n", "\n*")],
  ])("knows no text with %s as one", (_, change) => {
    expect(parseSshSignature(change(armor(encode(parts))))).toBeNull();
  });

  it("answers each part of a signature's bytes, and any bytes, with null and never throws", () => {
    const whole = encode(parts);
    const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length));
    const any = fc.uint8Array().map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(cut, any), (bytes) => {
        expect(parseSshSignature(armor(bytes))).toBeNull();
      }),
    );
  });
});
