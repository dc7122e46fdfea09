import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as trust from "@plugsmith/trust";
import { expect, it } from "vitest";
import { attestationPages } from "./attestation-pages.ts";
import { renderAttestations, type SchemaNode } from "./render-attestations.ts";

const folder = join(import.meta.dirname, "../../schemas/definitions");
const schemas = new Map(
  readdirSync(folder).map((file) => [
    file.replace(".schema.json", ""),
    JSON.parse(readFileSync(join(folder, file), "utf8")) as SchemaNode,
  ]),
);

it("tells every field, nested ones and those of lists, with what it may be", () => {
  const schema: SchemaNode = {
    required: ["kind"],
    properties: {
      kind: { enum: ["a", "b"], description: "One | other." },
      people: { type: "array", items: { $ref: "#/$defs/person" } },
      digest: { $ref: "./shared.schema.json#/$defs/digest" },
    },
    $defs: { person: { required: ["id"], properties: { id: { type: "integer", description: "Number." } } } },
  };
  const shared: SchemaNode = { $defs: { digest: { type: "string", description: "Hex." } } };
  const page = renderAttestations(
    [{ title: "Zoo", type: "https://zoo.test/v1", schema: "zoo", words: ["Why."] }],
    new Map([
      ["zoo", schema],
      ["shared", shared],
    ]),
  );
  expect(page).toContain("Type: `https://zoo.test/v1`. Schema: `schemas/definitions/zoo.schema.json`.");
  expect(page).toContain('| `kind` | always | `"a"`, `"b"` | One \\| other. |');
  expect(page).toContain("| `people[].id` | always | integer | Number. |");
  expect(page).toContain("| `digest` | where it applies | string | Hex. |");
});

it("leaves out no predicate that the verifier knows but SLSA's provenance", () => {
  const known = Object.entries(trust)
    .filter(([name]) => name.endsWith("Type") && !["payloadType", "statementType", "provenanceType"].includes(name))
    .map(([, type]) => String(type));
  expect(known.length).toBeGreaterThan(3);
  expect(attestationPages.map(({ type }) => type).sort()).toEqual(known.sort());
});

it("explains every field of ours in the real reference", () => {
  const page = renderAttestations(attestationPages, schemas);
  const silent = page.split("\n").filter((line) => /^\| `.*\|  \|$/u.test(line));
  expect(silent).toEqual([]);
});
