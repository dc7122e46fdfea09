import { type NamedPerson, parseCoAuthors, parseNoreply } from "./parse-co-authors.ts";
import type { ExcludedPerson, ExclusionReason } from "./quorum.ts";

/** Author or committer of a commit: the account GitHub links, or null, and the text that the commit itself carries. */
export interface CommitPerson extends NamedPerson {
  readonly account: { readonly id: number; readonly login: string } | null;
}

export interface CommitFact {
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
  readonly message: string;
}

export interface ExclusionFacts {
  readonly requester: { readonly id: number; readonly login: string } | null;
  readonly commits: readonly CommitFact[];
  /** Login of the account that opened the pull request and writes its commits. */
  readonly forgeLogin: string;
  /** Who pushed, where that is known (push events, the activity API). */
  readonly pushers?: readonly { readonly id: number; readonly login: string }[];
}

/** GitHub's own account, committer of everything that is made in its web editor. */
const webFlow = "web-flow";

const sameLogin = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Who may not approve: the requester, everybody who pushed, wrote, committed or co-wrote a commit, and the forge.
 * A commit whose author is linked to no account gives an `unknown_author`, which blocks the quorum: who wrote it cannot be
 * determined, so nobody can be shown to be somebody else. A co-author by an unlinked address is kept by that address.
 */
export function decideExcluded(facts: ExclusionFacts): ExcludedPerson[] {
  const excluded: ExcludedPerson[] = [];
  const add = (id: number | null, login: string, reason: ExclusionReason) => {
    if (!excluded.some((person) => person.id === id && sameLogin(person.login, login)))
      excluded.push({ id, login, reason });
  };
  const addWriter = (person: CommitPerson, reason: "author" | "committer") => {
    const linked = person.account ?? parseNoreply(person.email);
    if (linked === null) add(null, `${person.name} <${person.email}>`, "unknown_author");
    else if (sameLogin(linked.login, facts.forgeLogin)) add(linked.id, linked.login, "forge");
    else if (!sameLogin(linked.login, webFlow)) add(linked.id, linked.login, reason);
  };
  if (facts.requester) add(facts.requester.id, facts.requester.login, "requester");
  for (const pusher of facts.pushers ?? [])
    add(pusher.id, pusher.login, sameLogin(pusher.login, facts.forgeLogin) ? "forge" : "pusher");
  for (const commit of facts.commits) {
    addWriter(commit.author, "author");
    addWriter(commit.committer, "committer");
    for (const person of parseCoAuthors(commit.message)) {
      const linked = parseNoreply(person.email);
      // Without a no-reply address the name is all there is: taken as a login, it can only exclude more.
      add(linked?.id ?? null, linked?.login ?? person.name, "co_author");
      if (linked?.id) add(null, linked.login, "co_author");
    }
  }
  add(null, facts.forgeLogin, "forge");
  return excluded;
}
