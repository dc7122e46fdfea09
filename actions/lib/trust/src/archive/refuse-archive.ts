import { ForgeError } from "@plugsmith/schemas";
import { type ArchiveReason, archiveRules } from "./archive-rules.ts";

/** The refusal of an archive with its named reason; `path` is a stranger's text: it is cut, and what is not ASCII is escaped. */
export function refuseArchive(reason: ArchiveReason, path?: string, cause?: unknown): never {
  const shown = path === undefined ? undefined : renderPath(path);
  throw new ForgeError("archive_invalid", {
    message: `The archive is not a package that Plugsmith accepts: ${archiveRules[reason]}${shown ? ` (${shown})` : ""}. Rule: ${reason}.`,
    hint: "Make the package with `plugsmith package`; other tools write archives that the forge does not take.",
    facts: { reason, ...(shown === undefined ? {} : { path: shown }) },
    cause,
  });
}

/** A name that turns text around or hides must not do so in the message that refuses it. */
const renderPath = (path: string): string =>
  JSON.stringify(path.slice(0, 120)).replace(
    /[^\p{L}\p{N}\p{P}\p{S} ]/gu,
    (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`,
  );
