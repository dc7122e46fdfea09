import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { expect, it } from "vitest";
import { gatherPhp } from "./gather-php.ts";

it("takes what runs PHP here where no release is asked for", async () => {
  expect(await gatherPhp(fakeToolkit({ inputs: {} }))).toBeNull();
});

it.each(["5.6", "8", "8.6", "../8.2", "latest"])("refuses PHP %s before anything is installed", async (php) => {
  await expect(gatherPhp(fakeToolkit({ inputs: { php } }))).rejects.toMatchObject({ code: "input_invalid" });
});
