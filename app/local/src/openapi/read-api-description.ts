import { readFileSync } from "node:fs";
import type { ApiDescription } from "./operation.ts";

/** The operations of GitHub's API that Plugsmith may call, from GitHub's own OpenAPI description. */
export function readApiDescription(): ApiDescription {
  return JSON.parse(readFileSync(new URL("github-operations.json", import.meta.url), "utf8"));
}
