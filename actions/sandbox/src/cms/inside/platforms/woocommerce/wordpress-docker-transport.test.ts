import { expect, it } from "vitest";
import { wordpressDockerDriver } from "./wordpress-docker-transport.ts";

it("says which images it ran", () => {
  const versions = { shopImage: "wordpress@sha256:1", docker: "28.2.2" };
  expect(wordpressDockerDriver(versions).describe()).toEqual({ driver: "docker", versions });
});
