import { createServer } from "node:net";
import { ForgeError } from "@plugsmith/schemas";

/**
 * Looks whether this program could listen on a loopback port.
 * @param option the option with which another port is chosen
 * @throws ForgeError `wrong_usage` when somebody else listens there, or the port is not ours to take
 */
export async function assertPortFree(port: number, option: string): Promise<void> {
  const server = createServer();
  const taken = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once("error", resolve).listen(port, "127.0.0.1", () => resolve(undefined));
  });
  if (taken) {
    throw new ForgeError("wrong_usage", {
      message: `Port ${port} of this machine cannot be used (${taken.code}).`,
      hint: `Does another forge run here? End it, or choose another port with ${option}.`,
      cause: taken,
    });
  }
  await new Promise((resolve) => server.close(resolve));
}
