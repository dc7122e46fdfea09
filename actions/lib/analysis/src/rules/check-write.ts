import { origin } from "../fold/origin.ts";
import { listChildren, type Tree } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

/** Writing functions: where their path stands, and their content. PHP in lower case. */
const writers: ReadonlyMap<string, readonly [path: number, content: number]> = new Map([
  ["file_put_contents", [0, 1]],
  ["move_uploaded_file", [1, -1]],
  ["copy", [1, -1]],
  ["rename", [1, -1]],
  ["symlink", [1, -1]],
  ["fs.writeFile", [0, 1]],
  ["fs.writeFileSync", [0, 1]],
  ["fs.appendFile", [0, 1]],
  ["fs.appendFileSync", [0, 1]],
  ["fs.createWriteStream", [0, -1]],
  ["fs.promises.writeFile", [0, 1]],
  ["fs.promises.appendFile", [0, 1]],
  ["shutil.copy", [1, -1]],
  ["shutil.copyfile", [1, -1]],
  ["shutil.move", [1, -1]],
  ["os.rename", [1, -1]],
]);
const openers = new Set(["fopen", "open", "io.open", "codecs.open"]);
const methodWriters = /(->put_contents|\.write_text|\.write_bytes)$/;

const outside =
  /(^|[/\\])(wp-config\.php|\.htaccess|\.user\.ini|php\.ini|wp-settings\.php|authorized_keys|crontab|\.bashrc|\.profile|\.zshrc|\.npmrc|\.gitconfig|hosts)$|(^|[/\\])mu-plugins([/\\]|$)|^\/(etc|root|usr|bin|var\/spool\/cron|proc|sys)\/|(^|[/\\])\.(ssh|aws)[/\\]|(^|[/\\])(site|user)customize\.py$|\.pth$|LaunchAgents|Start Menu|systemd\/system/;
const code: Readonly<Record<string, RegExp>> = {
  php: /\.(php\d?|phtml|phar|inc|sh|py|pl|cgi)$/i,
  javascript: /\.(php\d?|phtml|sh|py|bat|cmd|ps1|vbs|exe)$/i,
  python: /\.(php\d?|phtml|sh|bat|cmd|ps1|vbs|exe|dll|so)$/i,
};

/** Constant texts of a path in their order, through joins and calls such as dirname() or join(). */
function listPieces(tree: Tree, visit: Visit, depth = 0): string[] {
  const { text } = visit.fold(tree);
  if (text !== undefined) return [text];
  if (depth > 6) return [];
  return listChildren(tree).flatMap((child) => (child.kind === "scope" ? [] : listPieces(child, visit, depth + 1)));
}

function checkPath(place: Tree, content: Tree | undefined, call: Call, visit: Visit, path: string): void {
  const { from, trail } = visit.fold(place);
  const pieces = listPieces(place, visit);
  const whole = pieces.join("");
  const target = [whole, ...pieces].find((each) => outside.test(each));
  const last = pieces.at(-1) ?? "";
  const body = content ? listPieces(content, visit)[0] : undefined;
  if (target !== undefined) visit.report("write-outside", call.line, `${path} writes there`, target, trail);
  else if (code[visit.language]?.test(place.kind === "join" ? whole : last) || /^\s*<\?php/i.test(body ?? ""))
    visit.report("write-code", call.line, `${path} writes code`, last || whole, trail);
  if ((from & origin.request) !== 0)
    visit.report("write-received", call.line, `A request has a say in where ${path} writes`, undefined, trail);
  if (!visit.declared.files && visit.language !== "php")
    visit.report("permission-undeclared", call.line, `${path} needs permissions.filesystem`);
}

const isStream = (text: string | undefined) =>
  text !== undefined && /^(php:\/\/(output|memory|temp|stdout|stderr|stdin|input)|\/dev\/null)/i.test(text);

/** What is written where. */
export function checkWrite(call: Call, visit: Visit, path: string): void {
  const places = writers.get(path);
  if (places) {
    const place = call.args[places[0]];
    if (place) checkPath(place, call.args[places[1]], call, visit, path);
    return;
  }
  const [first, second] = call.args;
  if (openers.has(path) && first && second) {
    const mode = visit.fold(second).text ?? "";
    if (/^[wxac]|\+/.test(mode) && !isStream(visit.fold(first).text)) checkPath(first, undefined, call, visit, path);
    return;
  }
  if (methodWriters.test(path) && call.callee.kind === "member") {
    const php = path.endsWith("put_contents");
    const place = php ? first : call.callee.object;
    if (place) checkPath(place, php ? second : first, call, visit, path);
  }
}
