import { existsSync } from "node:fs";
import {
  checkHistory,
  createObjectReader,
  createTemplateEngine,
  type Git,
  gatherPluginStandings,
  type PluginStanding,
  readAuditHistory,
  renderBreak,
  runGit,
} from "@plugsmith/app";
import { type AuditRecord, ForgeError } from "@plugsmith/schemas";
import { readPacks } from "@plugsmith/templates";
import { openAuditSource } from "../audit/open-audit-source.ts";

export interface Outdated {
  /** HEAD of the clone. */
  readonly commit: string;
  readonly standings: readonly PluginStanding[];
  /** Sentence: why people's changes could not be told apart as well as the forge can; null: they could. */
  readonly notice: string | null;
}

async function readHead(git: Git, where: string): Promise<string> {
  try {
    return (await git(["rev-parse", "--verify", "HEAD^{commit}"])).toString("utf8").trim();
  } catch (cause) {
    throw new ForgeError("input_invalid", {
      message: `${where} is no clone of a forge repository.`,
      hint: "Run it inside a clone, or name one: `plugsmith outdated path/to/clone`.",
      cause,
    });
  }
}

/** The log names what the forge itself rendered; without it merging takes more for people's than is theirs. */
async function readRecords(where: string): Promise<{ records: readonly AuditRecord[]; notice: string | null }> {
  const without = (why: string) => ({
    records: [],
    notice: `${why} What the forge itself rendered is not known here, so every difference counts as people's; the forge may find fewer places to look at.`,
  });
  try {
    const { git, tip } = await openAuditSource(where);
    const { records, broken } = checkHistory(await readAuditHistory(git, tip));
    return broken ? without(`The log forge/audit does not hold. ${renderBreak(broken)}`) : { records, notice: null };
  } catch (error) {
    if (!(error instanceof ForgeError) || error.code !== "input_invalid") throw error;
    return without(
      "The log (branch forge/audit) is not in this clone; `git fetch origin forge/audit:refs/remotes/origin/forge/audit` brings it.",
    );
  }
}

/**
 * How the generated plugins of a clone's HEAD stand to the packs; nothing is written, nothing is asked over the network.
 * @param packs folder of packs; undefined: those that this Plugsmith brings.
 * @throws ForgeError `input_invalid` where there is no clone or no folder of packs, `pack_invalid` for a broken pack.
 */
export async function gatherOutdated(where: string, packs: string | undefined): Promise<Outdated> {
  if (!existsSync(where) || (packs !== undefined && !existsSync(packs)))
    throw new ForgeError("input_invalid", { message: `There is no folder ${existsSync(where) ? packs : where}.` });
  const git: Git = (args, { input } = {}) => runGit(args, { folder: where, ...(input !== undefined && { input }) });
  const commit = await readHead(git, where);
  const { records, notice } = await readRecords(where);
  const mirror = { ...createObjectReader(git), refresh: async () => {}, readBranch: async () => null };
  const engine = createTemplateEngine(await readPacks(packs));
  const standings = await gatherPluginStandings({ mirror, commit, records, engine });
  return { commit, standings, notice };
}
