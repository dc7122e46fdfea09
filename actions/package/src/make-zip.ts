import { ForgeError } from "@plugsmith/schemas";
import { type Zippable, zipSync } from "fflate";
import { type PackageFile, sortFiles } from "./package-file.ts";

/** DOS time is local time, so the date is built in local time too: the bytes are the same in every time zone. */
const zipEpoch = () => new Date(1980, 0, 1);
const unix = 3;
const regular = 0o100000;

/**
 * A zip whose bytes depend on names, contents and executable bits alone: sorted names, fixed time, modes 644 and 755,
 * fflate's own deflate (zlib's output differs between its builds).
 * @throws ForgeError `package_failed` for a file called __proto__, which fflate loses.
 */
export function makeZip(files: readonly PackageFile[]): Uint8Array {
  const tree: Zippable = {};
  for (const { path, bytes, executable } of sortFiles(files)) {
    if (path === "__proto__") {
      throw new ForgeError("package_failed", {
        message: "A file is called __proto__, which no package can hold.",
        hint: "Give the file another name.",
      });
    }
    const mode = regular | (executable ? 0o755 : 0o644);
    tree[path] = [bytes, { level: 6, mtime: zipEpoch(), os: unix, attrs: (mode << 16) >>> 0 }];
  }
  return zipSync(tree);
}
