import { expect, it } from "vitest";
import { databaseOptions } from "./database-transport.ts";

it("listens on a socket of the boundary's own memory and on no network, whatever the machine's settings say", () => {
  expect(databaseOptions[0]).toBe("--no-defaults");
  expect(databaseOptions).toContain("--skip-networking");
  const places = databaseOptions.filter((one) => /^--(datadir|socket|pid-file|log-error)=/.test(one));
  expect(places).toHaveLength(4);
  for (const place of places) expect(place).toMatch(/=\/tmp\/database\//);
});
