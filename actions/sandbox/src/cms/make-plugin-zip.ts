import { zipSync } from "fflate";

/** Files of a plugin as the zip that a shop's owner uploads: everything below one folder of the plugin's name. */
export function makePluginZip(name: string, files: readonly { path: string; content: Uint8Array }[]): Uint8Array {
  const mtime = new Date(2000, 0, 1);
  const entries = files.map(({ path, content }) => [`${name}/${path}`, [content, { mtime, level: 6 }]] as const);
  return zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]);
}
