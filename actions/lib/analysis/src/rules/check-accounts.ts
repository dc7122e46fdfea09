import { origin } from "../fold/origin.ts";
import type { Tree } from "../parse/tree.ts";
import { listChildren } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

const grants = /^(wp_insert_user|wp_create_user|wp_update_user)$|->(set_role|add_role)$/;
const hiding = new Set(["all_plugins", "pre_user_query", "views_users", "pre_count_users", "hidden_plugins"]);
const removers = new Set([
  "unlink",
  "fs.unlink",
  "fs.unlinkSync",
  "fs.rm",
  "fs.rmSync",
  "os.remove",
  "os.unlink",
  "fs.promises.unlink",
  "fs.promises.rm",
]);
const self = new Set(["__FILE__", "__file__", "__filename", "import.meta.filename"]);

/** Whether a constant text stands anywhere in the arguments. */
function holds(trees: readonly Tree[], visit: Visit, wanted: string): boolean {
  return trees.some(
    (tree) =>
      (tree.kind !== "scope" && visit.fold(tree).text === wanted) ||
      (tree.kind !== "scope" && holds(listChildren(tree), visit, wanted)),
  );
}

const storesRights = /->(insert|replace|update|query)$|^(add|update)_user_meta$/;

/** Whether the right to everything stands in what is stored of a user. */
const holdsRights = (trees: readonly Tree[], visit: Visit): boolean => {
  const texts = trees.flatMap((tree) => listTexts(tree, visit));
  return texts.some((text) => /capabilities\b/.test(text)) && texts.some((text) => /\badministrator\b/.test(text));
};

function listTexts(tree: Tree, visit: Visit): string[] {
  if (tree.kind === "scope") return [];
  const { text } = visit.fold(tree);
  return text === undefined ? listChildren(tree).flatMap((child) => listTexts(child, visit)) : [text];
}

const nameOf = (tree: Tree | undefined) =>
  tree?.kind === "name" ? tree.name : tree?.kind === "member" ? "import.meta.filename" : "";

const answered = /^(wp_rest_response|wp_http_response|rest_ensure_response)$/;

/** Whether one of the answers of a function is a whole response of its own making. */
const isResponse = (tree: Tree, visit: Visit): boolean =>
  tree.kind === "call"
    ? answered.test(visit.resolve(tree.callee).path)
    : tree.kind === "group" && tree.what === "retif" && tree.children.slice(1).some((each) => isResponse(each, visit));

/** A filter before every REST request that answers it by itself: webhooks of others never reach their owners. */
function checkTaken(call: Call, visit: Visit): void {
  const taken = visit.listTargets(call).find(({ scope }) => scope.answers.some((answer) => isResponse(answer, visit)));
  if (taken) visit.report("request-taken", call.line, "rest_pre_dispatch answers requests before anybody checks them");
}

/** Accounts, rights and logins that are given, and what hides itself. */
export function checkAccounts(call: Call, visit: Visit, path: string): void {
  const [first, second] = call.args;
  const text = first ? visit.fold(first).text : undefined;
  if (
    removers.has(path) &&
    self.has(nameOf(first)) &&
    (first?.kind === "name" || visit.resolve(first ?? call).path === "import.meta.filename")
  )
    visit.report("hides", call.line, `${path} deletes the plugin's own file`);
  if (visit.language !== "php") return;
  if (grants.test(path) && holds(call.args, visit, "administrator"))
    visit.report("account-takeover", call.line, `${path} makes an administrator`);
  if (
    path === "update_option" &&
    ((text === "default_role" && second && visit.fold(second).text === "administrator") ||
      text === "users_can_register")
  )
    visit.report("account-takeover", call.line, `${path} opens registration`, text);
  if (path === "update_option" && (text === "siteurl" || text === "home" || text === "admin_email"))
    visit.report("site-moved", call.line, `${path} moves the site to somebody else`, text);
  if (storesRights.test(path) && holdsRights(call.args, visit))
    visit.report("account-takeover", call.line, `${path} makes an administrator`);
  const name = first ? visit.fold(first) : undefined;
  const chosen = origin.request | origin.free;
  if (path === "update_option" && name?.text === undefined && ((name?.from ?? 0) & chosen) === chosen)
    visit.report("account-takeover", call.line, "A request chooses the option that is written", undefined, name?.trail);
  if (path === "wp_set_auth_cookie") visit.report("login-bypass", call.line, "wp_set_auth_cookie logs somebody in");
  if (path === "add_filter" && text === "rest_pre_dispatch") checkTaken(call, visit);
  if ((path === "add_filter" || path === "add_action") && text !== undefined && hiding.has(text))
    visit.report("hides", call.line, "A filter that takes entries out of a list of plugins or users", text);
}
