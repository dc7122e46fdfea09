import { isBareNumber, isDrop, isNowhere, isPool, listAddresses } from "./hosts.ts";
import type { Visit } from "./visit.ts";

const credentialPlaces =
  /(^|[/\\~])\.(ssh[/\\](id_|config|authorized_keys|known_hosts)|aws[/\\]credentials|docker[/\\]config\.json|kube[/\\]config|git-credentials|netrc|pgpass|electrum[/\\]wallets|ethereum[/\\]keystore|bitcoin[/\\]wallet)|(^|[/\\])(id_rsa|id_ed25519|wallet\.dat|Login Data|key4\.db|logins\.json)$|^\/etc\/shadow$|^\/proc\/(self|\d+)\/environ$|169\.254\.169\.254|metadata\.google\.internal|Local Extension Settings[/\\]nkbihfbeogaeaoehlefnkodbefgpgknn/;
const shopConfig = /(^|[/\\])(wp-config\.php|app[/\\]etc[/\\]env\.php|app[/\\]config[/\\]parameters\.php)$/;
const shell =
  /\/dev\/tcp\/|\bbash\s+-i\b|\bnc(at)?\s+(-\w+\s+)*-e\b|\b(curl|wget)\b[^|\n]{1,300}\|\s*(sudo\s+)?(ba|z|da)?sh\b|powershell(\.exe)?\s[^\n]{0,200}-e(nc|ncodedcommand)?\s+[A-Za-z0-9+/=]{20}|\bchmod\s+(\+x|777|755)\s+\/tmp\/|\brm\s+-rf\s+(\/|~)(\s|$)|\bmkfifo\s+\/tmp\//i;
const miner = /\b(xmrig|coinhive|cryptonight|minergate|monero_?wallet|stratum\+tcp)\b/i;
const accounts =
  /\b(select|from|update|insert into|join)\b[^;]{0,200}\b(\w*_users|ps_employee|admin_user|customer_entity)\b[^;]{0,200}|\buser_pass\b/i;
const encoded = /^[A-Za-z0-9+/=_\-\s]+$/;
const longEncoded = 1_000;

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
export function checkText(text: string, line: number, visit: Visit): void {
  if (text.length < 4) return;
  const { report } = visit;
  if (isEncodedBlock(text)) report("encoded-block", line, `${text.length} characters of encoded text`);
  const head = text.length > 20_000 ? text.slice(0, 20_000) : text;
  if (head.length < 200 && shopConfig.test(head))
    report("site-secret", line, "The file with the shop's own secrets", head);
  if (head.length < 300 && credentialPlaces.test(head))
    report("credentials", line, "A place where others keep keys and passwords", head);
  if (shell.test(head)) report("shell-phrase", line, "A command line of break-ins", head);
  if (head.length < 2_000 && accounts.test(head) && /user_pass|passwd|password/i.test(head))
    report("user-table", line, "Accounts with their password hashes", head);
  const addresses = listAddresses(head);
  if (miner.test(head) || addresses.some(({ host, scheme }) => isPool(host, scheme)))
    report("miner", line, "Mining of crypto money", head);
  const drop = addresses.find(
    ({ host }) => isDrop(host) && (!host.startsWith("discord") || head.includes("/api/webhooks")),
  );
  if (drop) report("host-drop", line, "An address that collects data", drop.host);
  if (!/^\s*(https?|wss?|ftp):\/\//i.test(head)) return;
  const [first] = addresses;
  if (first && !drop && !isNowhere(first.host) && !visit.declared.hosts.includes(first.host))
    report(isBareNumber(first.host) ? "host-number" : "host-mentioned", line, "An address in the source", first.host);
}
