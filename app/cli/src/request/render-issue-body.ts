import { requestFields } from "@plugsmith/app";
import type { ForgeRequest } from "@plugsmith/schemas";

/** Answers to the fields of the issue form by label. Lists are one entry a line, or ticked boxes where the form has boxes. */
export type FormAnswers = Readonly<Record<string, string | readonly string[]>>;

const noResponse = "_No response_";

function renderAnswer(answer: string | readonly string[], boxes: readonly string[] | undefined): string {
  if (boxes) return boxes.map((box) => `- [${answer.includes(box) ? "x" : " "}] ${box}`).join("\n");
  return (typeof answer === "string" ? answer : answer.join("\n")) || noResponse;
}

/** The issue body that GitHub makes of our issue form: one `### label` for each field in the form's order, answered or not. */
export function renderIssueBody(answers: FormAnswers): string {
  return requestFields
    .map(({ id, kind, choices }) => {
      const boxes = kind === "list" ? choices : undefined;
      return `### ${id}\n\n${renderAnswer(answers[id] ?? "", boxes)}`;
    })
    .join("\n\n");
}

/** A request as its author would have written it into the form. */
export function toFormAnswers(request: ForgeRequest): FormAnswers {
  const { merchant_branding: branding, usb, ...rest } = request;
  const inner = Object.entries(branding ?? {}).map(([child, value]) => [`merchant_branding.${child}`, value]);
  const devices = usb?.map((device) => [device.vendorId, device.productId, device.serial].filter(Boolean).join(":"));
  return { ...rest, ...Object.fromEntries(inner), ...(devices && { usb: devices }) };
}
