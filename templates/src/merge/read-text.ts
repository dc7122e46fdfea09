import type { RenderedFile } from "../rendered-tree.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file; undefined when its bytes are none. */
export function readText({ content }: RenderedFile): string | undefined {
  if (typeof content === "string") return content;
  if (content.includes(0)) return undefined;
  try {
    return utf8.decode(content);
  } catch {
    return undefined;
  }
}

const bytesOf = ({ content }: RenderedFile) =>
  typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);

/** The same bytes and the same mode; nothing is only like nothing. */
export function isSameFile(a: RenderedFile | undefined, b: RenderedFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.executable === b.executable && bytesOf(a).equals(bytesOf(b));
}
