import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The issue form that is generated from the request schema, as text. */
export function readIssueForm(): string {
  const root = join(import.meta.dirname, "../../../..");
  return readFileSync(join(root, ".github/ISSUE_TEMPLATE/forge-request.yml"), "utf8");
}
