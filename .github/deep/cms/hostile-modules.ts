import type { HostilePlugin } from "./hostile-plugins.ts";

const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
/** PHP that is appended to a module's main file runs whenever PrestaShop reads the module; the mark makes it run in one request only. */
const once = (code: string) => `\nif (@mkdir('/tmp/hostile-once')) { ${code} }\n`;

/** Modules of PrestaShop that attack the machine from within its contract kernel. */
export const hostileModules: readonly HostilePlugin[] = [
  {
    id: "read-files",
    tries: "reads files of the machine and tells them in the shop's log",
    expects: "boundary",
    php: ({ canaryFile }) =>
      once(
        `$told = @file_get_contents(${quote(canaryFile)}) . @file_get_contents('/etc/shadow') . shell_exec(${quote(`cat ${canaryFile} /proc/1/environ 2>&1`)}); file_put_contents(_PS_ROOT_DIR_ . '/var/logs/forge-shop.jsonl', json_encode(['message' => $told]) . "\\n", FILE_APPEND);`,
      ),
  },
  {
    id: "reach-out",
    tries: "connects to the machine, writes into its folders, kills its processes and stays",
    expects: "boundary",
    php: ({ folder, port, address, pid }) =>
      once(
        `foreach (['127.0.0.1', ${quote(address)}] as $host) { @fsockopen($host, ${port}, $no, $why, 2); } @file_put_contents(${quote(`${folder}/written`)}, 'x'); @symlink(${quote(folder)}, '/tmp/link'); @file_put_contents('/tmp/link/linked', 'x'); posix_kill(${pid}, 9); shell_exec('kill -9 ${pid}'); for ($i = 0; $i < 50; $i++) { exec('setsid sleep 4711 > /dev/null 2>&1 &'); }`,
      ),
  },
  {
    id: "forge-evidence",
    tries: "writes a report of its own into the pipes of every process it sees",
    expects: "boundary",
    php: () =>
      once(
        `foreach (glob('/proc/[0-9]*/fd/1') as $pipe) { @file_put_contents($pipe, json_encode(['kind' => 'report', 'report' => ['forgedByPlugin' => true]]) . "\\n", FILE_APPEND); }`,
      ),
  },
];
