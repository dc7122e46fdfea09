import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { listProjectFiles, readProjectFile } from "./list-project-files.ts";

interface Declared {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: unknown;
}
interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs?: Record<string, Declared>;
  readonly outputs?: Record<string, Declared>;
  readonly runs: { readonly using: string; readonly main?: string };
}

const steps = ["generate", "build", "test", "sandbox", "package", "sign", "publish"];
const files = listProjectFiles();
const inputCall =
  /\b(?:input|ask|readInput|getInput|optionalInput|requiredInput|readOptionalInput|flag)\(\s*["']([a-z][a-z0-9-]*)["']/g;

/** Inputs that a step's code asks for by name. */
const usedInputs = (step: string) =>
  new Set(
    files
      .filter((file) => file.startsWith(`actions/${step}/src/`) && file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .flatMap((file) => [...readProjectFile(file).matchAll(inputCall)].map(([, name = ""]) => name)),
  );

const actions = files
  .filter((file) => /^actions\/[^/]+\/action\.yml$/.test(file))
  .map((file) => ({ step: file.split("/")[1] ?? "", action: load(readProjectFile(file)) as Action }));

describe("action.yml of every step", () => {
  it("is there for every step of the pipeline", () => {
    expect(actions.map(({ step }) => step)).toEqual(expect.arrayContaining(steps));
  });

  it.each(actions)("of $step says what it is and runs the bundle on Node 24", ({ action }) => {
    expect(action.runs).toMatchObject({ using: "node24", main: "dist/main.js" });
    expect(action.name.length).toBeGreaterThan(3);
    expect(action.description.length).toBeGreaterThan(10);
  });

  it.each(actions)("of $step declares exactly the inputs that its code reads", ({ step, action }) => {
    const used = usedInputs(step);
    expect(used.size).toBeGreaterThan(0);
    // The kit reads out-dir for every step, to write results/<step>.json.
    const declared = Object.keys(action.inputs ?? {}).filter((name) => name !== "out-dir" || used.has(name));
    expect(declared.sort()).toEqual([...used].sort());
  });

  it.each(actions)("of $step describes every input and output", ({ action }) => {
    const declared = Object.entries({ ...action.inputs, ...action.outputs });
    expect(declared.length).toBeGreaterThan(0);
    expect(declared.filter(([name, { description }]) => !/^[a-z][a-z0-9-]*$/.test(name) || !description)).toEqual([]);
  });

  it.each(actions)("of $step has an entry of a few lines without logic", ({ step }) => {
    const main = readProjectFile(`actions/${step}/src/main.ts`);
    expect(main.trim().split("\n").length).toBeLessThanOrEqual(6);
    expect(main).toContain("runStep(");
    expect(main).not.toMatch(/\bexport\b/);
  });

  it.each(actions)("of $step has no package.json of its own, so that the bundle is a module", ({ step }) => {
    expect(files).not.toContain(`actions/${step}/package.json`);
  });
});
