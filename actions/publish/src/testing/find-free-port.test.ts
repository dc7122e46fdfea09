import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findFreePort } from "./find-free-port.ts";

it("names a port that a server can listen on", async () => {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  expect(server.address()).toMatchObject({ port });
  await new Promise((resolve) => server.close(resolve));
});
