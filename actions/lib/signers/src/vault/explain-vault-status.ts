import { ForgeError } from "@plugsmith/schemas";

/** Documented statuses of Vault's HTTP API: what happened, what to do. */
const statuses: Readonly<Record<number, readonly [reason: string, message: string, hint: string]>> = {
  400: ["rejected", "Vault rejected the request", "Check key name, key version and role in signing.vault."],
  403: [
    "denied",
    "Vault denied the request",
    "The token's policy must allow `update` on sign/<key> and `read` on keys/<key>.",
  ],
  404: ["not_found", "Vault has no such mount, role or key", "Check signing.vault in .github/forge.yml."],
  405: ["rejected", "Vault knows no such operation there", "Check that signing.vault.mount is a Transit engine."],
  412: ["not_ready", "Vault's replica does not have the newest data yet", "Run the job again."],
  429: [
    "not_ready",
    "Vault is a standby or asks for fewer requests",
    "Name the active node's address, or try again later.",
  ],
  472: ["not_ready", "Vault is a replica that cannot sign", "Name the primary's address."],
  473: ["not_ready", "Vault is a performance standby", "Name the active node's address."],
  500: ["broken", "Vault failed", "Try again later; if it goes on, read Vault's log."],
  502: ["broken", "A service behind Vault failed", "Try again later; if it goes on, read Vault's log."],
  503: ["sealed", "Vault is sealed or under maintenance", "Unseal it, then run the job again."],
};

/** Control characters become blanks: what a server answers is shown on one line. */
const flatten = (text: string) => [...text].map((each) => (each < " " || each === "\u007f" ? " " : each)).join("");

/**
 * Vault's answer that is no success, as an error for people.
 * @param errors what Vault said; at most 200 characters of it are shown, without any of `secrets`.
 */
export function explainVaultStatus(status: number, errors: readonly unknown[], secrets: readonly string[]): ForgeError {
  const [reason, message, hint] = statuses[status] ?? [
    "unknown",
    `Vault answered with status ${status}`,
    "Check the address signing.vault.url.",
  ];
  const said = errors.filter((each) => typeof each === "string").join("; ");
  const safe = secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "***")), said);
  const words = flatten(safe).replaceAll(/ +/gu, " ").trim().slice(0, 200);
  return new ForgeError("signing_service_failed", {
    message: words === "" ? `${message}.` : `${message}: ${words}.`,
    hint,
    facts: { reason, status },
  });
}
