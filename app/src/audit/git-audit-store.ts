import { type AuditRecord, ForgeError } from "@plugsmith/schemas";
import type { GitMirror } from "../mirror/git-mirror-store.ts";
import type { AuditStore } from "./audit-store.ts";
import { type ChainedRecord, type ChainHead, chainRecords, renderHead, verifyChain } from "./chain-records.ts";

const branch = "forge/audit";
const nextRef = "refs/plugsmith/audit-next";
const attempts = 6;

interface Snapshot {
  readonly commit: string | null;
  readonly records: readonly AuditRecord[];
  readonly head: ChainHead;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** One commit for git fast-import: a single process, whatever the number of files. */
function renderImport(
  parent: string | null,
  files: readonly { path: string; text: string }[],
  commit: { readonly name: string; readonly at: string; readonly message: string },
): string {
  const seconds = Math.floor(Date.parse(commit.at) / 1000);
  return [
    `reset ${nextRef}\n${parent === null ? "" : `from ${parent}\n`}\n`,
    `commit ${nextRef}\n`,
    `committer ${commit.name} <${commit.name}@users.noreply.github.com> ${seconds} +0000\n`,
    data(commit.message),
    parent === null ? "" : `from ${parent}\n`,
    ...files.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`),
    "done\n",
  ].join("");
}

/**
 * The log as commits on `forge/audit`, pushed with git: no REST call, no force. The first append makes the branch.
 * Records read once are kept, because a blob's id is its content.
 */
export function createGitAuditStore(
  mirror: GitMirror,
  options: { readonly url: string; readonly login: string },
): AuditStore {
  const known = new Map<string, string>();
  let last: Snapshot | null = null;

  async function readSnapshot(): Promise<Snapshot> {
    const tip = await mirror.readBranch(branch);
    if (!tip) return { commit: null, records: [], head: { sequence: 0, hash: null } };
    if (last?.commit === tip.commit) return last;
    const files = await mirror.listFiles(tip.commit, "");
    const missing = files.filter((file) => !known.has(file.sha));
    const contents = await mirror.readBlobs(missing.map((file) => file.sha));
    for (const [index, file] of missing.entries())
      known.set(file.sha, Buffer.from(contents[index] ?? []).toString("utf8"));
    const texts = new Map(files.map((file) => [file.path, known.get(file.sha) ?? ""]));
    const headText = texts.get("head.json") ?? "";
    const recordFiles = new Map([...texts].filter(([path]) => path.startsWith("records/")));
    last = { commit: tip.commit, ...verifyChain(recordFiles, headText) };
    return last;
  }

  async function push(snapshot: Snapshot, chained: readonly ChainedRecord[], at: string): Promise<void> {
    const tail = chained.at(-1);
    const head = renderHead({ sequence: tail?.record.sequence ?? 0, hash: tail?.hash ?? null });
    const message = chained.map(({ record }) => `${record.kind} #${record.request}`).join("\n");
    const files = [...chained.map(({ path, text }) => ({ path, text })), { path: "head.json", text: head }];
    const input = renderImport(snapshot.commit, files, { name: options.login, at, message });
    await mirror.git(["fast-import", "--quiet", "--force", "--done"], { input });
    await mirror.git(["push", "--quiet", "--porcelain", options.url, `${nextRef}:refs/heads/${branch}`], {
      remote: true,
    });
    const commit = (await mirror.git(["rev-parse", nextRef])).toString("latin1").trim();
    await mirror.git(["update-ref", `refs/heads/${branch}`, commit]);
    // Known without reading it back.
    last = {
      commit,
      records: [...snapshot.records, ...chained.map(({ record }) => record)],
      head: { sequence: tail?.record.sequence ?? 0, hash: tail?.hash ?? null },
    };
  }

  return {
    read: async () => (await readSnapshot()).records,
    async append(drafts, origin) {
      if (drafts.length === 0) return [];
      for (let attempt = 1; ; attempt += 1) {
        const snapshot = await readSnapshot();
        const chained = chainRecords(snapshot.head, drafts, origin);
        try {
          await push(snapshot, chained, origin.at);
          return chained.map(({ record }) => record);
        } catch (error) {
          const lost =
            error instanceof ForgeError && /rejected|non-fast-forward|fetch first|cannot lock ref/u.test(error.message);
          if (!lost || attempt >= attempts) throw error;
          await mirror.refresh();
        }
      }
    },
  };
}
