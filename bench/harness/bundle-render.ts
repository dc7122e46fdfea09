import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** Our side of the render benchmark as a release has it: bundled, and in parts, so that a start loads only what it needs. */
export async function bundleRender(folder: string): Promise<string> {
  const build = await rolldown({
    input: join(import.meta.dirname, "render-entry.ts"),
    platform: "node",
    logLevel: "silent",
    tsconfig: false,
    preserveEntrySignatures: false,
    treeshake: { moduleSideEffects: (id) => id !== "node:module" && !id.includes("/schemas/src/") },
  });
  const { output } = await build.generate({
    format: "esm",
    minify: true,
    entryFileNames: "main.mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await build.close();
  mkdirSync(folder, { recursive: true });
  for (const part of output)
    writeFileSync(join(folder, part.fileName), part.type === "chunk" ? part.code : part.source);
  return join(folder, "main.mjs");
}
