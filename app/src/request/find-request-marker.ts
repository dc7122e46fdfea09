import { isIssueForm } from "./parse-issue-form.ts";
import { scanFences } from "./scan-fences.ts";

const comment = /<!--\s*forge-request\s*-->/u;
const fencedMark = /^(?:`{3,}|~{3,})[ \t]*(?:ya?ml|json)[ \t]+forge-request[ \t]*$/imu;

/** Is this issue meant for the forge? By label, title, form or mark; everything else is left alone in silence. */
export function findRequestMarker(issue: {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}): boolean {
  return (
    issue.labels.some((label) => label === "forge-request") ||
    /^forge request\b/iu.test(issue.title.trim()) ||
    comment.test(issue.body) ||
    fencedMark.test(issue.body) ||
    isIssueForm(scanFences(issue.body.replaceAll("\r\n", "\n")))
  );
}
