import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ZipFile } from "yazl";
import type { PackageFile } from "../../actions/package/src/package-file.ts";

/** The same options as ours: level 6, fixed DOS time, mode 644. */
export async function writeWithYazl(files: readonly PackageFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, compressionLevel: 6, forceDosTimestamp: true };
  for (const { path, bytes } of files) zip.addBuffer(Buffer.from(bytes), path, options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Files below a folder for `zip -X`, with a fixed time. */
export function writeTree(folder: string, files: readonly PackageFile[]): void {
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    utimesSync(file, 315_532_800, 315_532_800);
  }
}

/** Info-ZIP's `zip -X` over a folder, from spawn to the bytes of the archive in memory. */
export async function writeWithInfoZip(folder: string, archive: string, paths: readonly string[]): Promise<Buffer> {
  rmSync(archive, { force: true });
  const running = promisify(execFile)("zip", ["-X", "-q", "-6", "-@", archive], { cwd: folder });
  running.child.stdin?.end(paths.join("\n"));
  await running;
  return readFileSync(archive);
}
