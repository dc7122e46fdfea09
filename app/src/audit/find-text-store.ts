import { ForgeError } from "@plugsmith/schemas";
import { parseConfigText } from "../config/parse-config-text.ts";
import { type ApiRequest, getStatus, type RepositoryName } from "../github/api-request.ts";
import { asRecord } from "../github/decode-value.ts";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { TextPlace, TextStore } from "./text-store.ts";

interface TextFinder {
  readonly mirror: RepositoryMirror;
  readonly defaultBranch: string;
  readonly request: ApiRequest;
  readonly open: (repository: RepositoryName) => Promise<TextStore>;
}

/** A repository that anybody can read keeps no secrets, whatever the configuration hopes. */
async function checkPrivate(request: ApiRequest, repository: RepositoryName): Promise<void> {
  const name = `${repository.owner}/${repository.repo}`;
  const refuse = (what: string, cause?: unknown) =>
    new ForgeError("audit_texts_unavailable", {
      message: `${name}, where the private texts of the log are kept, ${what}.`,
      hint: "Make it private and install the App on it, or correct `audit.repository` in .github/forge.yml.",
      cause,
    });
  const answer = await request("GET /repos/{owner}/{repo}", { ...repository }).catch((error: unknown) => {
    throw refuse(`answers ${getStatus(error) ?? "nothing"}`, error);
  });
  if (asRecord(answer.data)["private"] !== true) throw refuse("is not private");
}

/**
 * Where the texts of new records go, as forge.yml of the default branch says now. While that file is not valid, the
 * repository of before stands; where none is known, nobody can say whether texts may be public.
 */
export function createTextFinder(options: TextFinder): () => Promise<TextPlace> {
  let known: { readonly name: string; readonly store: TextStore } | null = null;
  return async () => {
    const base = await options.mirror.readBranch(options.defaultBranch);
    const config = parseConfigText(base && (await readMirrorFile(options.mirror, base.commit, ".github/forge.yml")));
    const name = config.ok ? config.value.audit?.repository : known?.name;
    if (name === undefined) return config.ok ? "log" : "nowhere";
    if (known?.name === name) return known.store;
    const [owner = "", repo = ""] = name.split("/");
    await checkPrivate(options.request, { owner, repo });
    known = { name, store: await options.open({ owner, repo }) };
    return known.store;
  };
}
