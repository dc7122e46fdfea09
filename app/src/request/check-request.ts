import type { ForgeRequest, Parsed } from "@plugsmith/schemas";
import { renderRequestReply } from "../render/render-request-reply.ts";
import type { RequestTextKind } from "./parse-raw-request.ts";
import { parseRequestText } from "./parse-request-text.ts";

export interface CheckedRequest {
  readonly result: Parsed<ForgeRequest>;
  /** What the bot would answer, Markdown. */
  readonly reply: string;
}

/** What the bot would say to this text: `plugsmith request check`. Pure, never throws. */
export function checkRequest(text: string, kind: RequestTextKind): CheckedRequest {
  const result = parseRequestText(text, kind);
  return { result, reply: renderRequestReply(result) };
}
