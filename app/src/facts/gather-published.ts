import { type ForgePin, type Parsed, parseForgePin, parsePluginManifest } from "@plugsmith/schemas";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { PublishedPlugin } from "./facts.ts";

const maxFiles = 2000;

function parseJson<T>(text: string | undefined, parse: (value: unknown) => Parsed<T>): T | null {
  if (text === undefined) return null;
  try {
    const parsed = parse(JSON.parse(text));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/** `plugins/<name>` as it stands on the default branch; null: there is none. */
export async function gatherPublished(
  mirror: RepositoryMirror,
  commit: string,
  name: string,
): Promise<PublishedPlugin | null> {
  const folder = `plugins/${name}/`;
  const files = (await mirror.listFiles(commit, folder))
    .filter((file) => file.path.startsWith(folder) && file.mode.startsWith("100"))
    .slice(0, maxFiles);
  if (files.length === 0) return null;
  const contents = await mirror.readBlobs(files.map((file) => file.sha));
  const texts = new Map(
    files.map((file, index) => [
      file.path.slice(folder.length),
      { content: new TextDecoder().decode(contents[index]), executable: file.mode === "100755" },
    ]),
  );
  const manifest = parseJson(texts.get("plugin.json")?.content, parsePluginManifest);
  const pin: ForgePin | null = parseJson(texts.get("forge.json")?.content, parseForgePin);
  return manifest === null ? null : { manifest, pin, files: texts };
}
