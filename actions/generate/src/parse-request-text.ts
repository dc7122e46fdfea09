import { ForgeError, type ForgeRequest, parseForgeRequest } from "@plugsmith/schemas";
import { load } from "js-yaml";

const mostBytes = 64 * 1024;

/**
 * A request file's bytes (YAML or JSON, at most 64 KiB, no aliases) as a request.
 * @throws ForgeError `request_unreadable` or `request_invalid` with every problem.
 */
export function parseRequestText(bytes: Uint8Array): ForgeRequest {
  if (bytes.length > mostBytes)
    throw new ForgeError("request_unreadable", { message: `The request has more than ${mostBytes} bytes.` });
  let value: unknown;
  try {
    value = load(new TextDecoder("utf-8", { fatal: true }).decode(bytes), { maxAliases: 0, maxDepth: 10 });
  } catch (cause) {
    throw new ForgeError("request_unreadable", {
      message: `The request is neither YAML nor JSON: ${cause instanceof Error ? cause.message.slice(0, 300) : ""}`,
      hint: "Check it with `plugsmith request check <file>`.",
      cause,
    });
  }
  const parsed = parseForgeRequest(value);
  if (parsed.ok) return parsed.value;
  throw new ForgeError("request_invalid", {
    message: `The request has problems: ${parsed.issues.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    hint: "Check it with `plugsmith request check <file>`.",
  });
}
