import type { ForgeIdentity } from "../facts/facts.ts";
import type { ApiRequest } from "../github/api-request.ts";
import { asId, asRecord, asText } from "../github/decode-value.ts";

/** Who the App is: its id, and the login of its bot account. One request with the App's own token. */
export async function readBotIdentity(request: ApiRequest): Promise<ForgeIdentity> {
  const { data } = await request("GET /app");
  const app = asRecord(data);
  return { appId: asId(app["id"]) || null, login: `${asText(app["slug"])}[bot]` };
}
