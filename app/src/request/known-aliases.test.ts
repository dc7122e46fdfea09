import { describe, expect, it } from "vitest";
import { choiceAliases, fieldAliases } from "./known-aliases.ts";
import { requestFields } from "./request-fields.ts";

const ids = requestFields.map(({ id }) => id);

describe("known aliases", () => {
  it.each(Object.entries(fieldAliases))("the field %s means %s, which exists", (alias, id) => {
    expect(ids).toContain(id);
    expect(ids).not.toContain(alias);
  });

  it.each(Object.entries(choiceAliases))("every other word for a choice of %s means one that exists", (id, aliases) => {
    const choices = requestFields.find((field) => field.id === id)?.choices ?? [];
    for (const [alias, choice] of Object.entries(aliases)) {
      expect(choices).toContain(choice);
      if (id !== "cms") expect(choices).not.toContain(alias);
    }
  });
});
