import { isDeepStrictEqual } from "node:util";
import { checkRequest } from "@plugsmith/app";
import { ForgeError, type ForgeRequest } from "@plugsmith/schemas";
import { renderIssueBody, toFormAnswers } from "./render-issue-body.ts";

/** An issue as it is opened. */
export interface PlannedIssue {
  readonly title: string;
  readonly body: string;
}

/** Boxes have no order, so neither have features. */
const withoutOrder = (field: string, value: unknown) =>
  field === "features" && Array.isArray(value) ? [...value].sort() : value;

/**
 * The issue that asks for this request, as somebody would have filled in our form.
 * @throws ForgeError `request_invalid` where the form cannot hold a value (a heading of the form inside the notes, a USB
 * port): the bot would read another request than this one.
 */
export function planIssue(request: ForgeRequest): PlannedIssue {
  const body = renderIssueBody(toFormAnswers(request));
  const { result } = checkRequest(body, "issue");
  const hint = "Write it another way, or leave it out.";
  if (!result.ok) {
    const issues = result.issues.map(({ path, message }) => `${path || "the text"} ${message}`).join("; ");
    throw new ForgeError("request_invalid", { message: `The issue form cannot hold this request: ${issues}.`, hint });
  }
  const read = result.value as Record<string, unknown>;
  const lost = Object.entries(request).filter(
    ([field, value]) => !isDeepStrictEqual(withoutOrder(field, read[field]), withoutOrder(field, value)),
  );
  if (lost.length > 0) {
    const fields = lost.map(([field]) => field).join(", ");
    throw new ForgeError("request_invalid", { message: `The issue form cannot hold what ${fields} says.`, hint });
  }
  return { title: `Forge request: ${request.name}`, body };
}
