import { createECDH, createHash, type KeyObject, randomBytes } from "node:crypto";

// Orders of the groups (FIPS 186-4, D.1.2.3 and D.1.2.4).
const curves = {
  "P-256": { name: "prime256v1", order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n },
  "P-384": {
    name: "secp384r1",
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
} as const;

const toNumber = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let factor = base % modulus, rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % modulus)
    if (rest & 1n) result = (result * factor) % modulus;
  return result;
}

function renderInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Buffer.from(/^[89a-f]/u.test(even) ? `00${even}` : even, "hex");
  return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
}

/**
 * ECDSA over a digest as it is, which node:crypto cannot do: it hashes once more. For doubles only: not in constant time.
 * @returns the signature in ASN.1 DER.
 */
export function signRawDigest(digest: Uint8Array, privateKey: KeyObject): Buffer {
  const { crv, d } = privateKey.export({ format: "jwk" });
  const { name, order } = curves[crv as keyof typeof curves];
  const size = order.toString(16).length / 2;
  const secret = toNumber(Buffer.from(d ?? "", "base64url"));
  const nonce = (toNumber(createHash("sha512").update(randomBytes(64)).digest()) % (order - 1n)) + 1n;
  const point = createECDH(name);
  point.setPrivateKey(Buffer.from(nonce.toString(16).padStart(size * 2, "0"), "hex"));
  const r = toNumber(point.getPublicKey().subarray(1, 1 + size)) % order;
  const s = (power(nonce, order - 2n, order) * (toNumber(digest) + r * secret)) % order;
  const content = Buffer.concat([renderInteger(r), renderInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}
