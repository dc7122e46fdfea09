import { isBareNumber, isDrop, isNowhere, isPool, listAddresses } from "./hosts.ts";
import type { Visit } from "./visit.ts";

const credentialPlaces =
  /(^|[/\\~])\.(ssh[/\\](id_|config|authorized_keys|known_hosts)|aws[/\\]credentials|docker[/\\]config\.json|kube[/\\]config|git-credentials|netrc|pgpass|electrum[/\\]wallets|ethereum[/\\]keystore|bitcoin[/\\]wallet)|(^|[/\\])(id_rsa|id_ed25519|wallet\.dat|Login Data|key4\.db|logins\.json)$|^\/etc\/shadow$|^\/proc\/(self|\d+)\/environ$|169\.254\.169\.254|metadata\.google\.internal|Local Extension Settings[/\\]nkbihfbeogaeaoehlefnkodbefgpgknn/;
const otherProcess =
  /^\/proc\/(?!self\b|thread-self\b)[^/]{0,40}[\d*\]?][^/]{0,40}\/(fd|mem|environ|root|cwd|exe|maps|cmdline)\b/;
const shopConfig = /(^|[/\\])(wp-config\.php|app[/\\]etc[/\\]env\.php|app[/\\]config[/\\]parameters\.php)$/;
const shellPhrases: readonly RegExp[] = [
  /\/dev\/tcp\//,
  /\bbash -i\b/,
  /\bnc(at)? (-\w{1,9} ){0,3}-e\b/,
  /\bchmod (\+x|777|755) \/tmp\//,
  /\brm -rf (\/|~)( |$)/,
  /\bmkfifo \/tmp\//,
  /\bLD_PRELOAD=/,
  /\bkill(all)? -(9|KILL)\b/,
];
const fetcher = /\b(curl|wget)\b/;
const interpreter = /^ ?(sudo )?(ba|z|da)?sh\b/;
const encodedCommand = / -e(nc|ncodedcommand)? [A-Za-z0-9+/=]{20}/i;
const miner = /\b(xmrig|coinhive|cryptonight|minergate|monero_?wallet|stratum\+tcp)\b/i;
const query = /\b(select|update|insert into|join)\b/i;
const accountTable = /_users\b|\bps_employee\b|\badmin_user\b|\bcustomer_entity\b/i;
const encoded = /^[A-Za-z0-9+/=_\-\s]+$/;
const longEncoded = 1_000;

/** Whether a command line starts something in the background that outlives its shell. */
function isLeftRunning(line: string): boolean {
  const at = line.search(/\b(setsid|nohup) /);
  return at >= 0 && /^[^|;]*& ?$/.test(line.slice(at));
}

/** Whether a text is a command line of break-ins; spaces of any kind count as one. */
function isShellPhrase(text: string): boolean {
  const line = text.replace(/\s+/g, " ");
  if (shellPhrases.some((phrase) => phrase.test(line)) || isLeftRunning(line)) return true;
  if (/powershell/i.test(line) && encodedCommand.test(line)) return true;
  const [first = "", ...rest] = line.split("|");
  return fetcher.test(first) && rest.some((part) => interpreter.test(part));
}

const isAccountQuery = (text: string) =>
  /\buser_pass\b/.test(text) || (query.test(text) && accountTable.test(text) && /passwd|password/i.test(text));

/** Bits of information a character; text of languages stays below 4.5, base64 lies near 6. */
function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function isEncodedBlock(text: string): boolean {
  if (text.length < longEncoded || text.startsWith("data:") || !encoded.test(text)) return false;
  const sample = text.slice(0, 4_000).replace(/\s/g, "");
  const words = text.slice(0, 4_000).match(/\s/g)?.length ?? 0;
  if (words > 200) return false;
  return /^[0-9a-f]+$/i.test(sample) ? measureEntropy(sample) > 3 : measureEntropy(sample) > 4.9;
}

/** Everything that rules ask about one constant text, folded or written. */
export function checkText(text: string, line: number, visit: Pick<Visit, "declared" | "report">): void {
  if (text.length < 4) return;
  const { report } = visit;
  if (isEncodedBlock(text)) report("encoded-block", line, `${text.length} characters of encoded text`);
  const head = text.length > 20_000 ? text.slice(0, 20_000) : text;
  if (head.length < 200 && shopConfig.test(head))
    report("site-secret", line, "The file with the shop's own secrets", head);
  if (head.length < 300 && credentialPlaces.test(head))
    report("credentials", line, "A place where others keep keys and passwords", head);
  if (head.length < 300 && otherProcess.test(head))
    report("other-processes", line, "Files of other programs' processes", head);
  if (isShellPhrase(head)) report("shell-phrase", line, "A command line of break-ins", head);
  if (head.length < 2_000 && isAccountQuery(head))
    report("user-table", line, "Accounts with their password hashes", head);
  const addresses = listAddresses(head);
  if (miner.test(head) || addresses.some(({ host, scheme }) => isPool(host, scheme)))
    report("miner", line, "Mining of crypto money", head);
  const drop = addresses.find(
    ({ host }) => isDrop(host) && (!host.startsWith("discord") || head.includes("/api/webhooks")),
  );
  if (drop) report("host-drop", line, "An address that collects data", drop.host);
  for (const part of head.split(/<script/i).slice(1)) {
    const [source] = listAddresses(part.slice(0, part.indexOf(">")).replace(/=\s*["']?\/\//, "=https://"));
    if (source && !isNowhere(source.host) && !visit.declared.hosts.includes(source.host))
      report("script-elsewhere", line, "A script element loads code from elsewhere", source.host);
  }
  for (const [, code = ""] of head.matchAll(/<[a-z][^<>]{0,200}\son[a-z]{3,20}\s*=\s*["']?([^<>]{4,400})/gi)) {
    const called = listAddresses(code).find(({ host }) => !isNowhere(host) && !visit.declared.hosts.includes(host));
    if (called && /\b(fetch|sendBeacon|Image|XMLHttpRequest|import|post|ajax)\b|\.src\s*=/.test(code))
      report("host-undeclared", line, "A handler in a page calls an undeclared host", called.host);
  }
  if (!/^\s*(https?|wss?|ftp):\/\//i.test(head)) return;
  const [first] = addresses;
  if (first && !drop && !isNowhere(first.host) && !visit.declared.hosts.includes(first.host))
    report(isBareNumber(first.host) ? "host-number" : "host-mentioned", line, "An address in the source", first.host);
}
