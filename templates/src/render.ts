/** The surface for a process that renders and ends: nothing that reads packs from their sources, merges or summarises. */
export { readCompiledPack } from "./compiled/read-compiled-pack.ts";
export type { Pack } from "./pack.ts";
export { renderPlugin } from "./render-plugin.ts";
