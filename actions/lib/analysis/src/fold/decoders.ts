import { inflateRawSync, inflateSync, unzipSync } from "node:zlib";

/** Texts longer than this are not followed. */
export const mostFolded = 64 * 1024;

const limit = { maxOutputLength: mostFolded };
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const bytes = (text: string) => Buffer.from(text, "latin1");

const rotate = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** Base64 or hex as bytes; what is UTF-8 reads as text. */
function fromBytes(data: Uint8Array): string {
  const plain = Buffer.from(data).toString("utf8");
  return plain.includes("\uFFFD") ? latin(data) : plain;
}

const base64 = (text: string) => fromBytes(Buffer.from(text, "base64"));
const hex = (text: string) => fromBytes(Buffer.from(text.replace(/[^0-9a-f]/gi, ""), "hex"));
const percent = (text: string) => decodeURIComponent(text);
const reverse = (text: string) => [...text].reverse().join("");
const inflateRaw = (text: string) => latin(inflateRawSync(bytes(text), limit));
const inflate = (text: string) => latin(inflateSync(bytes(text), limit));
const unzip = (text: string) => latin(unzipSync(bytes(text), limit));

/** Functions that turn hidden text into readable text, by the name that they have in the language. */
const decoders: ReadonlyMap<string, (text: string) => string> = new Map([
  ["base64_decode", base64],
  ["atob", base64],
  ["window.atob", base64],
  ["base64.b64decode", base64],
  ["base64.urlsafe_b64decode", base64],
  ["base64.decodebytes", base64],
  ["binascii.a2b_base64", base64],
  ["hex2bin", hex],
  ["binascii.unhexlify", hex],
  ["binascii.a2b_hex", hex],
  ["bytes.fromhex", hex],
  ["bytearray.fromhex", hex],
  ["str_rot13", rotate],
  ["strrev", reverse],
  ["urldecode", percent],
  ["rawurldecode", percent],
  ["decodeuricomponent", percent],
  ["unescape", percent],
  ["gzinflate", inflateRaw],
  ["gzuncompress", inflate],
  ["gzdecode", unzip],
  ["zlib_decode", unzip],
  ["zlib.decompress", inflate],
  ["gzip.decompress", unzip],
  ["zlib.inflatesync", inflate],
  ["zlib.inflaterawsync", inflateRaw],
  ["zlib.gunzipsync", unzip],
  ["zlib.unzipsync", unzip],
]);

/** Decoders whose answer nobody can know ahead, or that need more than one text. */
const opaque = new Set([
  "convert_uudecode",
  "gzdeflate",
  "bzdecompress",
  "openssl_decrypt",
  "mcrypt_decrypt",
  "sodium_crypto_secretbox_open",
  "base64.b85decode",
  "base64.b32decode",
  "base64.a85decode",
  "lzma.decompress",
  "bz2.decompress",
  "codecs.decode",
  "marshal.loads",
  "crypto.createdecipheriv",
  "zlib.brotlidecompresssync",
  "lzstring.decompressfrombase64",
  "lzstring.decompress",
]);

/** Whether text that went through decoders of this kind was meant to be hidden; percent signs are everyday. */
const everyday = new Set(["urldecode", "rawurldecode", "decodeuricomponent", "strrev"]);

export const isDecoder = (path: string): boolean => {
  const key = path.toLowerCase();
  return (decoders.has(key) && !everyday.has(key)) || opaque.has(key);
};

/** What a known decoder makes of a constant; undefined when it is none or fails. */
export function decodeText(path: string, text: string): string | undefined {
  const decode = decoders.get(path.toLowerCase());
  if (!decode || text.length > mostFolded) return undefined;
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}
