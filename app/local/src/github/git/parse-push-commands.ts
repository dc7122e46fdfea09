import { gunzipSync } from "node:zlib";
import { assertRefName } from "./assert-ref-name.ts";

export interface PushCommand {
  before: string;
  after: string;
  ref: string;
}

/** The ref updates that a git-receive-pack request asks for: pkt-lines `old new ref\0capabilities` up to the flush. */
export function parsePushCommands(body: Buffer): PushCommand[] {
  const bytes = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  const commands: PushCommand[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = Number.parseInt(bytes.subarray(at, at + 4).toString(), 16);
    if (!Number.isFinite(length) || length < 4) break;
    const line = bytes.subarray(at + 4, at + length).toString();
    const found = /^([0-9a-f]{40}) ([0-9a-f]{40}) ([^\0\n]+)/.exec(line);
    if (found) {
      const [, before = "", after = "", ref = ""] = found;
      assertRefName(ref);
      commands.push({ before, after, ref });
    }
    at += length;
  }
  return commands;
}
