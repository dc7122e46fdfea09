import { isDeepStrictEqual } from "node:util";
import { type PermissionTable } from "../permission-table.ts";
import { type Rule, sampleWorkflow } from "../rule.ts";

const path = ".github/workflows/registry.yml";
const job = (permissions: string) => sampleWorkflow([permissions, "steps: []"], ["on: push"], path);
const named = ({ path: file, text }: { path: string; text: string }) => ({
  path: file,
  text: text.replace("  a:", "  registry:"),
});

/** Nothing at the top, and for each job exactly the line of the table: a wider right is found, and so is a stale line. */
export const excessivePermissions = (table: PermissionTable): Rule => ({
  name: "excessive-permissions",
  why: "Whatever takes over a step holds the job's token; it should open nothing that the job does not need.",
  find: (file) => {
    if (file.kind === "action") return [];
    const top = isDeepStrictEqual(file.permissions, {}) ? [] : [`${file.path}: permissions at the top are not {}`];
    const ofJobs = file.jobs.flatMap(({ id, permissions }) => {
      const allowed = table[file.path]?.[id];
      const place = `${file.path}, ${id}`;
      if (!allowed) return [`${place}: no line in the table of permissions`];
      const has = JSON.stringify(permissions) ?? "nothing";
      return isDeepStrictEqual(permissions, allowed)
        ? []
        : [`${place}: has ${has}, should have ${JSON.stringify(allowed)}`];
    });
    return [...top, ...ofJobs];
  },
  bad: [
    ...[
      "permissions: write-all",
      "permissions: read-all",
      "permissions: {}",
      "name: none",
      "permissions: { contents: write, issues: read }",
    ].map((permissions) => named(job(permissions))),
    // A job that the table does not know.
    job("permissions: { contents: write, issues: write }"),
    ...["permissions: write-all", "permissions: { contents: read }", "name: x"].map((top) => {
      const { text } = named(job("permissions: { contents: write, issues: write }"));
      return { path, text: text.replace("permissions: {}", top) };
    }),
  ],
  good: [named(job("permissions: { contents: write, issues: write }"))],
});
