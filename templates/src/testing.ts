import { type ForgeRequest, parseForgeRequest } from "@plugsmith/schemas";
import type { Pack } from "./pack.ts";
import { renderPlugin } from "./render-plugin.ts";
import { selectPack } from "./select-pack.ts";

/** The request of a golden case, from the text of its request.json. */
export function parseGoldenRequest(text: string): ForgeRequest {
  const parsed = parseForgeRequest(JSON.parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

/** The files of a golden case: always the same requester, author and version, and a masked digest. */
export function renderGolden(packs: readonly Pack[], request: ForgeRequest): Map<string, string | Uint8Array> {
  // The digest is masked: it changes with every file of a pack, and its own test watches it.
  const pack = { ...selectPack(packs, request.cms), digest: `sha256:${"0".repeat(64)}` as const };
  const tree = renderPlugin({
    pack,
    request,
    version: "1.2.3",
    requestNumber: 42,
    requester: { id: 4711, login: "rita-requester" },
    author: "Rita <script> */ ?>",
  });
  return new Map([...tree].map(([path, { content }]) => [path, content]));
}
