import type { Confirmation, ProofDemand } from "@plugsmith/trust";
import type { Demands } from "../decisions/decide-demands.ts";
import { listPermissions } from "./render-permissions.ts";

const block = (text: string, language = "") => [`\`\`\`${language}`, text, "```"];

/** What is new, and the exact line that confirms it. */
export function renderConfirmation({ line, widened, since }: Confirmation): string[] {
  const added = listPermissions(widened).filter((entry) => widened.memory > 0 || !entry.startsWith("use up to "));
  return [
    since === null
      ? "No published version is in force any more, so everything that this one may do must be confirmed:"
      : `This version asks for more than the published ${since}:`,
    "",
    ...added.map((entry) => `- ➕ may newly ${entry}`),
    "",
    "An approval counts only with this line in the text of the review:",
    "",
    ...block(line),
  ];
}

function renderProof({ kind, message }: ProofDemand): string[] {
  const touched = kind === "ssh-sk" ? ", by a security key that asks for a touch" : "";
  return [
    `An approval counts only with an SSH signature in the text of the review${touched}. This makes it, with a key that reviewers.json lists for you:`,
    "",
    ...block(`printf '%s' '${message}' | ssh-keygen -Y sign -n plugsmith-approval -f <key>`, "sh"),
  ];
}

/** What approvers must write besides approving; nothing where a plain approval is enough. */
export function renderDemands({ confirmation, proof }: Demands): string[] {
  return [
    ...(confirmation ? ["", "#### New permissions", "", ...renderConfirmation(confirmation)] : []),
    ...(proof ? ["", "#### Signed approvals", "", ...renderProof(proof)] : []),
  ];
}
