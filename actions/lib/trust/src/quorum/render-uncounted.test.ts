import { expect, it } from "vitest";
import type { UncountedReason } from "./quorum.ts";
import { renderUncounted } from "./render-uncounted.ts";

const context = {
  headSha: "0123456789abcdef",
  confirmation: "/forge permissions 0123456789ab",
  proof: { kind: "ssh", message: "acme-pay@1.0.0 sha256:0 0123456" },
} as const;
const reasons: Record<UncountedReason, true> = {
  not_approver: true,
  role_expired: true,
  role_not_started: true,
  not_in_team: true,
  bot: true,
  account_missing: true,
  requester: true,
  pusher: true,
  author: true,
  committer: true,
  co_author: true,
  forge: true,
  stale_commit: true,
  before_pipeline: true,
  dismissed: true,
  superseded: true,
  time_unknown: true,
  reset: true,
  permissions_unconfirmed: true,
  proof_missing: true,
  proof_invalid: true,
  proof_key_unknown: true,
  proof_untouched: true,
};

it("tells a reviewer in one sentence why the review is not counted and what helps", async () => {
  const sentences = (Object.keys(reasons) as UncountedReason[]).map(
    (reason) => `- ${reason}: ${renderUncounted("ada", reason, context)}\n`,
  );
  await expect(sentences.join("")).toMatchFileSnapshot("golden/uncounted.md");
});
