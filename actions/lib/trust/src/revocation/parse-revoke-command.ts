import { parsePlainLines } from "./parse-plain-lines.ts";

export type RevokeCommand = { readonly kind: "propose"; readonly reason: string } | { readonly kind: "confirm" };

const command = /^\/forge revoke ([^\n]{1,500})$/u;
// Control, bidirectional and invisible characters could show people another text than the one that is recorded.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The revoke commands of one comment, in order: `/forge revoke <reason>` and `/forge revoke confirm`, each a line of its
 * own. Anything that only resembles them (`confirm` with more words, hidden characters, text that is not NFC) is no command.
 */
export function parseRevokeCommands(body: string): RevokeCommand[] {
  if (body.length > 65_536) return [];
  return parsePlainLines(body).flatMap((line): RevokeCommand[] => {
    const rest = command.exec(line)?.[1];
    if (rest === undefined || hidden.test(rest) || rest !== rest.normalize("NFC")) return [];
    const reason = rest.trim();
    if (reason.toLowerCase() === "confirm") return [{ kind: "confirm" }];
    if (/^confirm\b/iu.test(reason)) return [];
    return [{ kind: "propose", reason }];
  });
}
