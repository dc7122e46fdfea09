import { readdirSync } from "node:fs";
import { readText } from "../../program-transport.ts";

/** What PHP complained of, then exceptions and Symfony's words in the shop's own folder of logs. */
export function readShopErrors(phpLog: string, folder: string): string {
  let names: string[] = [];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith(".log"))
      .sort();
  } catch {
    // A shop that never complained has no folder.
  }
  return [readText(phpLog), ...names.map((name) => readText(`${folder}/${name}`))].join("");
}
