import { type Agent, request } from "node:http";
import type { SignedDelivery } from "./create-deliveries.ts";

/** Posts one delivery and returns milliseconds from send to the end of the answer. Throws for an answer outside 2xx. */
export function postDelivery(url: string, { headers, body }: SignedDelivery, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const post = request(`${url}/api/github/webhooks`, { method: "POST", headers, agent }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        const code = answer.statusCode ?? 0;
        if (code >= 200 && code < 300) resolve(performance.now() - started);
        else reject(new Error(`The server answered ${code}.`));
      });
    });
    post.on("error", reject);
    post.end(body);
  });
}
