import { ForgeError, renderInert } from "@plugsmith/schemas";
import type { ChannelAnswer } from "@plugsmith/trust";
import { pick, pickId, pickText, readList, refuseAnswer, textOrNull } from "@plugsmith/trust/github";
import type { MakeChannel, Publication, Retraction } from "./channel.ts";
import { kitStores } from "./kit-stores.ts";

const label = "forge-kit";

interface KitIssue {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  readonly reason: string | null;
  readonly closedAt: string | null;
  readonly body: string;
}

/** Text from outside inside a fence that nothing in it can close. */
function renderFence(text: string): string[] {
  const runs = text.match(/`+/gu)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}text`, text, fence];
}

/** A store without an interface for uploads: an issue with the zip, the texts and boxes that people tick. */
export const makeKitChannel: MakeChannel = (config, tools) => {
  const { api, repository, serverUrl } = tools;
  const store = kitStores[config.store ?? "shopify"];
  const markerOf = (name: string, version: string) => `<!-- plugsmith:kit ${config.name} ${name}@${version} -->`;

  async function listIssues(name: string, version: string): Promise<KitIssue[]> {
    const entries = await readList(api, `/repos/${repository}/issues?state=all&labels=${label}`);
    return entries
      .filter((entry) => (textOrNull(pick(entry, "body")) ?? "").startsWith(markerOf(name, version)))
      .filter((entry) => pick(entry, "user", "type") === "Bot")
      .filter((entry) => !(pick(entry, "state") === "closed" && pick(entry, "state_reason") === "duplicate"))
      .map((entry) => ({
        number: pickId(entry, "number"),
        url: pickText(entry, "html_url"),
        open: pick(entry, "state") === "open",
        reason: textOrNull(pick(entry, "state_reason")),
        closedAt: textOrNull(pick(entry, "closed_at")),
        body: textOrNull(pick(entry, "body")) ?? "",
      }))
      .sort((a, b) => a.number - b.number);
  }

  function render({ manifest, digest, tag }: Publication): string {
    const zip = `${manifest.name}-${manifest.version}.zip`;
    const download = `${serverUrl}/${repository}/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(zip)}`;
    return [
      markerOf(manifest.name, manifest.version),
      `**${manifest.name} ${manifest.version}** is published and signed. ${store.title} has no interface that a program may upload through, so people go on here: ${store.address}`,
      "",
      ...store.steps.map((step) => `- [ ] ${step}`),
      "",
      `**Zip** [${zip}](${download})`,
      `**Digest** \`${digest}\``,
      "",
      "**Short text**",
      ...renderFence(manifest.description.slice(0, store.shortText)),
      "**Long text**",
      ...renderFence(manifest.description),
      "",
      "When every box is ticked, or this issue is closed as completed, `/forge retry publish` on the request writes it into the ledger. Close it as not planned to give this store up.",
    ].join("\n");
  }

  /** Two runs at once may both have found no checklist: the oldest stays. */
  async function closeTwins({ manifest: { name, version } }: Publication): Promise<void> {
    const [, ...twins] = await listIssues(name, version);
    for (const { number } of twins) {
      const body = { state: "closed", state_reason: "duplicate" };
      const answer = await api.request("PATCH", `/repos/${repository}/issues/${number}`, body);
      if (answer.status !== 200) refuseAnswer(`closing the twin #${number}`, answer);
    }
  }

  return {
    config,
    describe: () => `open the checklist for ${store.title}`,
    async read({ manifest }): Promise<ChannelAnswer> {
      const [issue] = await listIssues(manifest.name, manifest.version);
      if (!issue) return { state: "absent" };
      if (!issue.open && issue.reason === "not_planned")
        throw new ForgeError("channel_refused", {
          message: `People gave ${store.title} up for this version: #${issue.number}.`,
          hint: "Reopen that issue to go on there.",
        });
      const ticked = /^- \[x\] /imu.test(issue.body) && !/^- \[ \] /mu.test(issue.body);
      if (ticked || !issue.open)
        return { state: "published", evidence: { url: issue.url, ...(issue.closedAt && { at: issue.closedAt }) } };
      const todo = `Upload to ${store.title} and tick the boxes.`;
      return { state: "handed_over", evidence: { url: issue.url, todo } };
    },
    async publish(publication) {
      const { name, version } = publication.manifest;
      const answer = await api.request("POST", `/repos/${repository}/issues`, {
        title: `Upload ${name} ${version} to ${store.title}`,
        body: render(publication),
        labels: [label],
      });
      if (answer.status !== 201) refuseAnswer("the checklist issue", answer);
      await closeTwins(publication);
    },
    tidy: closeTwins,
    async retract({ name, version, reason }: Retraction) {
      const [issue] = await listIssues(name, version);
      if (!issue) return { todo: "There is no checklist of it." };
      const told = "<!-- plugsmith:kit-revoked -->";
      const path = `/repos/${repository}/issues/${issue.number}/comments`;
      const comments = await readList(api, path);
      if (!comments.some((entry) => (textOrNull(pick(entry, "body")) ?? "").startsWith(told))) {
        const body = `${told}\n**${name} ${version} is revoked**: ${renderInert(reason)}\n\n${store.withdraw}`;
        const answer = await api.request("POST", path, { body });
        if (answer.status !== 201) refuseAnswer("the comment on the checklist", answer);
      }
      return { url: issue.url, todo: store.withdraw };
    },
  };
};
