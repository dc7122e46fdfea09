import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../program-transport.ts";

const readFolder = (folder: string, isMeant: (name: string) => boolean): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(isMeant)
      .sort()
      .map((name) => readText(join(folder, name)));
  } catch {
    // A shop that never wrote there has no folder.
    return [];
  }
};

/** Words with which Monolog marks a line that somebody must look at. */
const bad = /^\[[^\]]+\] [\w.-]+\.(?:ERROR|CRITICAL|ALERT|EMERGENCY): /;
/** What Magento says of itself when two pages ask for the same style sheet at once, before it makes it. */
const usual = /alternative-source-css\.lock" file can't be deleted/;
/** Magento's own diary of its caches. */
const chatter = /^\[[^\]]+\] main\.DEBUG: /;

const readLines = (site: string) =>
  readFolder(join(site, "var/log"), (name) => name.endsWith(".log")).flatMap((text) =>
    text.split("\n").filter(Boolean),
  );

/** Lines of all logs below var/log, as records. */
export const readLogLines = (site: string): string =>
  readLines(site)
    .filter((line) => !chatter.test(line))
    .map((line) => `${JSON.stringify({ line })}\n`)
    .join("");

/** What PHP complained of, errors of the shop's logs, and its reports of pages that broke; each once, on a line of its own. */
export function readMagentoErrors(phpLog: string, site: string): string {
  const logged = readLines(site).filter((line) => bad.test(line) && !usual.test(line));
  const reports = readFolder(join(site, "var/report"), () => true);
  const told = [...readText(phpLog).split("\n"), ...logged, ...reports].map((text) =>
    text.replaceAll("\n", " ").trim(),
  );
  return [...new Set(told)]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join("");
}
