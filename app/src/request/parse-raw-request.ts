import type { ParseIssue } from "@plugsmith/schemas";
import { loadStrictYaml } from "./load-strict-yaml.ts";
import { isIssueForm, parseIssueForm } from "./parse-issue-form.ts";
import { parseRequestJson, parseRequestYaml } from "./parse-request-yaml.ts";
import type { RawRequest } from "./raw-request.ts";
import { type FencedBlock, type ScannedText, scanFences } from "./scan-fences.ts";

/** `issue`: the body of an issue (form or one fenced block); `file`: requests/<name>.yml. */
export type RequestTextKind = "issue" | "file";

/** A comment that begins, other than the mark of a request. */
const comment = /<!--(?![ \t]*forge-request[ \t]*-->)/u;
const languages = new Set(["yaml", "yml", "json"]);

const refuse = (issue: Omit<ParseIssue, "path">): RawRequest => ({
  fields: new Map(),
  issues: [{ path: "", ...issue }],
});

/** A block of yaml or json that would be a request if it stood alone. */
function isRequestBlock(block: FencedBlock): boolean {
  const loaded = loadStrictYaml(block.text);
  return loaded.ok && loaded.value instanceof Object && "cms" in loaded.value && "name" in loaded.value;
}

/** What GitHub does not show must not ask for anything, nor reach the people or models that work with the text. */
function findHiddenComment({ lines }: ScannedText): number | null {
  const index = lines.findIndex((line) => !line.fenced && comment.test(line.text));
  return index === -1 ? null : index + 1;
}

/** The one place of an issue where the request stands, read; two places are refused. */
export function parseRawRequest(text: string, kind: RequestTextKind): RawRequest {
  if (kind === "file") return parseRequestYaml(text);
  const scanned = scanFences(text);
  const form = isIssueForm(scanned);
  const blocks = scanned.blocks.filter((block) => languages.has(block.language));
  const hidden = findHiddenComment(scanned);
  if (hidden !== null)
    return refuse({
      rule: "hidden_comment",
      message: `holds an HTML comment in line ${hidden}, which nobody can see on the page; remove it`,
    });
  const open = scanned.blocks.find((block) => !block.closed);
  if (open && (form || languages.has(open.language)))
    return refuse({
      rule: "open_fence",
      message: `holds a code block (from line ${open.line - 1}) that does not end; close it with the marks that it begins with`,
    });
  if (form && blocks.some(isRequestBlock))
    return refuse({
      rule: "ambiguous",
      message: "holds the fields of the form and a block with a request as well; keep one",
    });
  if (form) return parseIssueForm(scanned);
  if (blocks.length > 1) return refuse({ rule: "ambiguous", message: "has several yaml or json blocks; keep one" });
  const [block] = blocks;
  if (block)
    return block.language === "json"
      ? parseRequestJson(block.text, block.line)
      : parseRequestYaml(block.text, block.line);
  const message = "holds neither the fields of the issue form nor a fenced yaml or json block";
  return refuse({ rule: "empty", message, example: "### cms\n\nwoocommerce" });
}
