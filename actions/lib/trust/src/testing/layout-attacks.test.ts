import { expect, it } from "vitest";
import { readArchive } from "../archive/read-archive.ts";
import { verifyPackageIndex } from "../archive/verify-package-index.ts";
import { layoutAttacks } from "./layout-attacks.ts";

it.each(layoutAttacks)("the gate refuses as $rule: $title", async ({ rule, zip }) => {
  const refusal = { code: "archive_invalid", facts: { reason: rule } };
  await expect(readArchive(zip).then(verifyPackageIndex)).rejects.toMatchObject(refusal);
});
