import { expect, it } from "vitest";
import { readArchive } from "../archive/read-archive.ts";
import { entryAttacks } from "./entry-attacks.ts";

it.each(entryAttacks)("the gate refuses as $rule: $title", async ({ rule, zip }) => {
  const refusal = { code: "archive_invalid", facts: { reason: rule } };
  await expect(readArchive(zip)).rejects.toMatchObject(refusal);
});
