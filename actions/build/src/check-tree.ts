import type { TreeEntry } from "@plugsmith/action-kit";
import type { Issue } from "@plugsmith/schemas";

const mostFileBytes = 5 * 1024 * 1024;
const mostTotalBytes = 20 * 1024 * 1024;
/** Names that every file system, archive and URL writes the same way. */
const safePath = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*(\/[A-Za-z0-9_][A-Za-z0-9_.@+-]*)*$/;

/** Everything in a plugin's folder that may not become a package: links, devices, dot-files, odd names, sizes, case twins. */
export function checkTree(entries: readonly TreeEntry[]): Issue[] {
  const issues: Issue[] = [];
  const seen = new Map<string, string>();
  let total = 0;
  for (const { path, kind, size } of entries) {
    total += size;
    const twin = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    if (kind === "link") issues.push({ path, rule: "link", message: "is a link; copy the file instead" });
    else if (kind === "other") issues.push({ path, rule: "kind", message: "is not a regular file" });
    else if (path.split("/").some((part) => part.startsWith("."))) {
      issues.push({ path, rule: "dotFile", message: "starts with a dot; dot-files are not packaged, remove it" });
    } else if (!safePath.test(path) || path.length > 300) {
      issues.push({
        path,
        rule: "name",
        message: "may hold only letters, digits and _ . @ + - in at most 300 characters",
      });
    } else if (path.split("/").includes("__proto__")) {
      issues.push({ path, rule: "name", message: "may not be called __proto__, which many tools lose" });
    } else if (twin !== undefined) {
      issues.push({ path, rule: "case", message: `differs from ${twin} only by case` });
    } else if (size > mostFileBytes) {
      issues.push({ path, rule: "size", message: `is larger than ${mostFileBytes} bytes` });
    }
  }
  if (total > mostTotalBytes) {
    issues.push({ path: "", rule: "size", message: `all files together are larger than ${mostTotalBytes} bytes` });
  }
  return issues;
}
