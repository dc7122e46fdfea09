import { type CheckedRequest, checkRequest } from "@plugsmith/app";
import { readInputFile, readStandardInput } from "./read-input-file.ts";

/** Whether a text is an issue's body (headings or a fenced block) or the YAML of a request file. */
export function decideRequestKind(text: string): "issue" | "file" {
  return /^(###\s|```)/m.test(text) ? "issue" : "file";
}

/** Reads a request from a file or `-` (stdin) and asks the bot's own parser about it. */
export async function readRequest(path: string): Promise<CheckedRequest> {
  const text =
    path === "-" ? await readStandardInput() : (await readInputFile(path, "The request", 2 ** 20)).toString("utf8");
  return checkRequest(text, decideRequestKind(text));
}
