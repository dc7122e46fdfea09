import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { renderIssueForm } from "./render-issue-form.ts";

const root = join(import.meta.dirname, "../..");
const readSchema = (name: string) =>
  JSON.parse(readFileSync(join(root, `schemas/definitions/${name}.schema.json`), "utf8"));
const request = readSchema("forge-request");
const text = renderIssueForm(request, readSchema("shared"));
interface Field {
  readonly type: string;
  readonly id: string;
  readonly attributes: { readonly label: string; readonly options?: readonly unknown[] };
  readonly validations?: { readonly required: boolean };
}
const form = load(text) as { readonly body: readonly Field[]; readonly labels: readonly string[] };

describe("renderIssueForm", () => {
  it("is what is committed", () => {
    expect(readFileSync(join(root, ".github/ISSUE_TEMPLATE/forge-request.yml"), "utf8")).toBe(text);
  });

  it("has one field for each property, labelled with the property's name", () => {
    const top = form.body.map(({ attributes }) => attributes.label.split(".")[0]);
    expect([...new Set(top)]).toEqual(Object.keys(request.properties));
    expect(form.body.map(({ attributes }) => attributes.label)).toContain("merchant_branding.primary_color");
  });

  it("requires what the schema requires", () => {
    const required = form.body
      .filter(({ validations }) => validations?.required)
      .map(({ attributes }) => attributes.label);
    expect(required).toEqual(request.required);
  });

  it("offers exactly the choices of the schema", () => {
    const cms = form.body.find(({ id }) => id === "cms");
    expect(cms).toMatchObject({ type: "dropdown" });
    expect(cms?.attributes.options).toHaveLength(9);
    expect(form.body.find(({ id }) => id === "features")).toMatchObject({ type: "checkboxes" });
  });

  it("gives ids that GitHub takes and that are unique", () => {
    const ids = form.body.map(({ id }) => id);
    expect(ids.filter((id) => !/^[A-Za-z0-9_-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("quotes text so that a schema's words cannot become YAML", () => {
    const tricky = { properties: { name: { type: "string", description: 'a: "b"\n- c: #d' } }, required: [] };
    const parsed = load(renderIssueForm(tricky, { $defs: {} })) as { body: { attributes: { description: string } }[] };
    expect(parsed.body[0]?.attributes.description).toBe('a: "b"\n- c: #d');
  });
});
