import { ForgeError } from "@plugsmith/schemas";

type Params = Readonly<Record<string, unknown>>;

const leaseActions: readonly unknown[] = [undefined, "list", "acquire", "release", "renew", "keep"];
/** These act on a plugin, so they need a lease of the caller's own. */
const withLease: readonly string[] = ["call", "logs", "files"];

/**
 * What a workflow job may ask on its socket: it runs code of pull requests, so it reserves, looks, and uses what it
 * reserved, and nothing else. @throws ForgeError `door_closed`.
 */
export function decideJobDoor(method: string, params: Params): void {
  if (method === "hello" || method === "status") return;
  if (method === "lease" && leaseActions.includes(params["action"])) return;
  if (withLease.includes(method)) {
    if (typeof params["lease"] === "string" && params["lease"] !== "" && params["plugin"] !== undefined) return;
    throw new ForgeError("door_closed", {
      message: `On the socket for jobs ${method} needs plugin and the token of a lease.`,
      hint: "Reserve the plugin or a device of it first: lease, action acquire.",
    });
  }
  throw new ForgeError("door_closed", {
    message: `The socket for jobs does not do ${JSON.stringify(method.slice(0, 60))}.`,
    hint: "It has hello, status, lease, call, logs and files. The bench's owner has the other socket.",
  });
}
