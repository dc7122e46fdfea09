/** The smallest honest webhook server: @octokit/webhooks' own middleware on node:http. Prints its address, ends with its parent. */
import { createServer } from "node:http";
import { createNodeMiddleware, Webhooks } from "@octokit/webhooks";

const webhooks = new Webhooks({ secret: process.env["WEBHOOK_SECRET"] ?? "" });
webhooks.onAny(() => undefined);
const server = createServer(createNodeMiddleware(webhooks, { path: "/api/github/webhooks" }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
});
process.on("disconnect", () => process.exit());
