import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const length = (size: number): number[] =>
  size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...length(body.length)]), body]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const bits = (value: Uint8Array) => der(0x03, Buffer.from([0]), value);
const octets = (value: Uint8Array) => der(0x04, value);
const generalTime = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\..*/g, "")}Z`));

/** ecdsa-with-SHA256, commonName, subjectAltName, basicConstraints. */
const oids = { ecdsa: "2a8648ce3d040302", name: "550403", alternative: "551d11", constraints: "551d13" };
const dayMs = 86_400_000;

/**
 * A certificate for names that exist behind the boundary only, with a key that never leaves this process: P-256, valid for a
 * day, its own authority. PEM. `now` in milliseconds.
 */
export function makeCertificate(
  names: readonly string[],
  now: number,
): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(identifier(oids.ecdsa));
  const holder = sequence(
    der(0x31, sequence(identifier(oids.name), der(0x0c, Buffer.from("Plugsmith sandbox, contract host")))),
  );
  const alternatives = sequence(...names.map((name) => der(0x82, Buffer.from(name))));
  const extensions = sequence(
    sequence(identifier(oids.alternative), octets(alternatives)),
    sequence(identifier(oids.constraints), octets(sequence(der(0x01, Buffer.from([0xff]))))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    holder,
    sequence(generalTime(new Date(now - dayMs)), generalTime(new Date(now + dayMs))),
    holder,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const certificate = sequence(body, algorithm, bits(sign("sha256", body, privateKey)));
  const lines = certificate.toString("base64").replaceAll(/.{64}/g, "$&\n").trim();
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
