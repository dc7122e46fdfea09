import { ForgeError } from "@plugsmith/schemas";
import type { ArchiveReason } from "./archive.ts";

const sentence = (reason: ArchiveReason) => reason.replaceAll("_", " ");

/** The refusal of an archive with its named reason; `path` is a stranger's text and is cut. */
export function refuseArchive(reason: ArchiveReason, path?: string, cause?: unknown): never {
  const shown = path === undefined ? undefined : JSON.stringify(path.slice(0, 120));
  throw new ForgeError("archive_invalid", {
    message: `The archive is not a package that Plugsmith accepts: ${sentence(reason)}${shown ? ` (${shown})` : ""}.`,
    hint: "Make the package with `plugsmith package`; other tools write archives that the forge does not take.",
    facts: { reason, ...(shown === undefined ? {} : { path: shown }) },
    cause,
  });
}
