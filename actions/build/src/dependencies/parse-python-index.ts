import { isObject } from "./parse-json-object.ts";

export interface IndexedFile {
  readonly name: string;
  readonly url: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

const unescape = (text: string) =>
  text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<");
const fileName = (url: string) => decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "");

function makeFile(href: string, base: string, sha256: unknown): IndexedFile[] {
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256) || !URL.canParse(href, base)) return [];
  const url = new URL(href, base);
  url.hash = "";
  return [{ name: fileName(url.href), url: url.href, sha256 }];
}

/** Files that a package's page of an index lists with their SHA-256: JSON (PEP 691) or HTML (PEP 503), by its content type. */
export function parsePythonIndex(text: string, type: string, base: string): IndexedFile[] {
  if (!type.includes("json")) {
    const links = text.matchAll(/href="([^"#]*)#sha256=([0-9a-f]{64})"/gi);
    return [...links].flatMap(([, href = "", sha256]) => makeFile(unescape(href), base, sha256));
  }
  const value: unknown = JSON.parse(text);
  const files = isObject(value) && Array.isArray(value["files"]) ? value["files"] : [];
  return files.flatMap((file: unknown) => {
    if (!isObject(file) || typeof file["url"] !== "string" || !isObject(file["hashes"])) return [];
    return makeFile(file["url"], base, file["hashes"]["sha256"]);
  });
}

/** The wheel among them that is one of the hashes and runs everywhere: pure Python, no machine's code. */
export function choosePureWheel(files: readonly IndexedFile[], hashes: readonly string[]): IndexedFile | null {
  const pure = files.filter(({ name, sha256 }) => name.endsWith("-none-any.whl") && hashes.includes(sha256));
  return pure.sort((a, b) => (a.name < b.name ? -1 : 1))[0] ?? null;
}
