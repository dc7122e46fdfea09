import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSshKey } from "./parse-ssh-key.ts";
import { writeSshString } from "./ssh-reader.ts";

const key = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map(writeSshString));
const bytes = (size: number, value = 1) => Buffer.alloc(size, value);

describe("parseSshKey", () => {
  it.each([
    ["another type", key("ssh-dss", bytes(32))],
    ["an Ed25519 key of another size", key("ssh-ed25519", bytes(31))],
    ["text after the key", key("ssh-ed25519", bytes(32), "more")],
    ["a security key without its application", key("sk-ssh-ed25519@openssh.com", bytes(32))],
    ["an application on an ordinary key", key("ssh-ed25519", bytes(32), "ssh:")],
    ["a point of another curve", key("ecdsa-sha2-nistp256", "nistp384", bytes(97, 4))],
    ["a point that is not on the curve", key("ecdsa-sha2-nistp256", "nistp256", bytes(65, 4))],
    ["a short RSA key", key("ssh-rsa", Buffer.from([3]), bytes(128))],
    ["an RSA key that is zero", key("ssh-rsa", Buffer.from([3]), bytes(300, 0))],
  ])("refuses %s", (_, wire) => {
    expect(parseSshKey(wire)).toBeNull();
  });

  it("answers or refuses, and never throws", () => {
    const type = fc.constantFrom("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com");
    const part = fc.uint8Array({ maxLength: 70 }).map((data) => Buffer.from(data));
    fc.assert(
      fc.property(type, fc.array(part, { maxLength: 4 }), fc.nat(200), (name, parts, cut) => {
        const wire = key(name, ...parts);
        parseSshKey(wire);
        parseSshKey(wire.subarray(0, cut));
      }),
    );
  });
});
