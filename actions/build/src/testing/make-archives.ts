import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";

type Files = Readonly<Record<string, string>>;

export const digestOf = (algorithm: string, bytes: Uint8Array, form: "hex" | "base64" = "hex") =>
  createHash(algorithm).update(bytes).digest(form);

/** A tarball as npm's registry has them: every file below `package/`. */
export function makeTarball(files: Files): Uint8Array {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(`package/${path}`, 0);
    header.write("0000644\0", 100);
    header.write("0000000\0", 108);
    header.write("0000000\0", 116);
    header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        ", 148);
    header.write("0", 156);
    header.write("ustar\0", 257);
    header.write("00", 263);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A zip as Packagist and GitHub have them: every file below one folder. */
export const makeArchive = (files: Files, folder = "acme-lib-0a1b2c"): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, Buffer.from(text)])));

/** A pure wheel (PEP 427) with the files and what it needs to be one. */
export function makeWheel(name: string, version: string, files: Files): Uint8Array {
  const info = `${name}-${version}.dist-info`;
  const all: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const lines = Object.entries(all).map(([path, text]) => {
    const digest = createHash("sha256").update(text).digest("base64url");
    return `${path},sha256=${digest},${Buffer.byteLength(text)}\n`;
  });
  all[`${info}/RECORD`] = `${lines.join("")}${info}/RECORD,,\n`;
  return zipSync(Object.fromEntries(Object.entries(all).map(([path, text]) => [path, Buffer.from(text)])));
}
