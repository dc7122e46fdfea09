import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { assertPortFree } from "./assert-port-free.ts";

describe("assertPortFree", () => {
  it("refuses a port on which somebody listens, names the option, and takes it when it is free again", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(assertPortFree(port, "--bot-port")).rejects.toMatchObject({
      code: "wrong_usage",
      message: `Port ${port} of this machine cannot be used (EADDRINUSE).`,
      hint: expect.stringContaining("--bot-port"),
    });
    await new Promise((resolve) => server.close(resolve));
    await assertPortFree(port, "--bot-port");
  });
});
