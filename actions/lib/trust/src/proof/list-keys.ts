import type { Reviewers } from "@plugsmith/schemas";

/** SSH public keys of a person's roles that hold at that moment, as `authorized_keys` writes them. */
export function listKeys(reviewers: Reviewers, id: number, at: string): readonly string[] {
  const moment = Date.parse(at);
  return reviewers.reviewers
    .filter(
      (entry) =>
        entry.id === id &&
        Date.parse(entry.from) <= moment &&
        (entry.until === undefined || moment < Date.parse(entry.until)),
    )
    .flatMap((entry) => entry.sshKeys ?? []);
}
