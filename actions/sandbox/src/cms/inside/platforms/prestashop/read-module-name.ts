import type { InsidePlan } from "../../inside-plan.ts";

const signature = 0x04034b50;

/** The module's technical name: the one folder of its zip. @throws Error when the bytes are no zip, or its first entry is not below a folder. */
export function readModuleName({ plugin }: InsidePlan): string {
  const bytes = Buffer.from(plugin.zip, "base64");
  if (bytes.length < 30 || bytes.readUInt32LE(0) !== signature) throw new Error("The module's zip is no zip.");
  const first = bytes.toString("utf8", 30, 30 + bytes.readUInt16LE(26));
  const [name = "", rest] = first.split("/");
  if (!/^[a-z0-9]+$/.test(name) || rest === undefined)
    throw new Error("The module's zip does not start with its folder.");
  return name;
}
