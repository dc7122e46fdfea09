import { decodeAccount } from "./decode-account.ts";
import { asRecord, type Loose } from "./decode-value.ts";

/** Did an App write this comment: with its own account, or with a person's by a token that the App was given? */
export function isByApp(comment: Loose): boolean {
  const author = decodeAccount(comment["user"]);
  const app = asRecord(comment["performed_via_github_app"]);
  return author?.type !== "User" || author.login.endsWith("[bot]") || Object.keys(app).length > 0;
}
