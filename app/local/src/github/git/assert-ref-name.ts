import { GitHubRefusal } from "../github-refusal.ts";

/** Refuses (422) a ref that git would not accept; ref names become file names. */
export function assertRefName(name: string): void {
  const parts = name.split("/");
  const bad =
    parts[0] !== "refs" ||
    parts.length < 3 ||
    name.length > 250 ||
    /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(name) ||
    parts.some((part) => part === "" || part.startsWith(".") || part.endsWith(".lock") || part.endsWith("."));
  if (bad) throw new GitHubRefusal(422, `${name} is not a valid ref name.`);
}
