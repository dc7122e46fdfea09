import { ForgeError } from "@plugsmith/schemas";
import { PersonClient } from "../forge/person-client.ts";

/** Somebody on the command line: known by a token alone. */
export type TokenClient = PersonClient<{ readonly token: string }>;

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const defaultApi = "https://api.github.com";

function parseApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "")
    return text.replace(/\/$/, "");
  throw new ForgeError("wrong_usage", {
    message: "GITHUB_API_URL is not an http(s) address without a user in it.",
    hint: `Unset it for github.com, or export for example GITHUB_API_URL=${defaultApi}.`,
  });
}

/**
 * Who asks which GitHub about which repository, from the standard variables of GitHub's own tools. The token comes from
 * the environment only: options are seen by every process of the machine.
 * @param repository value of `--repository`
 * @throws ForgeError `wrong_usage` without a repository, `github_token_invalid` without a token
 */
export function readConnection(
  repository: unknown,
  environment: Environment,
): { readonly client: TokenClient; readonly repository: string } {
  const name = typeof repository === "string" ? repository : (environment["GITHUB_REPOSITORY"] ?? "");
  if (!/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(name)) {
    throw new ForgeError("wrong_usage", {
      message: name === "" ? "No repository is named." : "The repository is not written as owner/name.",
      hint: "Add --repository owner/name, or export GITHUB_REPOSITORY.",
    });
  }
  const apiUrl = parseApiUrl(environment["GITHUB_API_URL"] || defaultApi);
  const token = (environment["GITHUB_TOKEN"] || environment["GH_TOKEN"] || "").trim();
  if (token === "") {
    throw new ForgeError("github_token_invalid", {
      message: "No token for GitHub is set.",
      hint: "Export GITHUB_TOKEN or GH_TOKEN; with GitHub's own tool: export GITHUB_TOKEN=$(gh auth token)",
    });
  }
  return { client: new PersonClient(apiUrl, name, { token }), repository: name };
}
