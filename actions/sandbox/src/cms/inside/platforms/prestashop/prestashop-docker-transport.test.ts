import { expect, it } from "vitest";
import { prestashopDockerDriver } from "./prestashop-docker-transport.ts";

it("says which images it ran", () => {
  const versions = { shopImage: "prestashop/prestashop-flashlight@sha256:1", docker: "28.2.2" };
  expect(prestashopDockerDriver(versions).describe()).toEqual({ driver: "docker", versions });
});
