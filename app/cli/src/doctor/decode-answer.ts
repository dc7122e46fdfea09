import type { Answer } from "./forge-finding.ts";

type Loose = Readonly<Record<string, unknown>>;

/** The answer as an object; empty when it is none. */
export const asObject = (value: unknown): Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text of a file that the contents route answered; null when there is none. */
export function decodeFile(answer: Answer | undefined): string | null {
  const { type, content } = asObject(answer?.data);
  return answer?.status === 200 && type === "file" && typeof content === "string"
    ? Buffer.from(content, "base64").toString("utf8")
    : null;
}
