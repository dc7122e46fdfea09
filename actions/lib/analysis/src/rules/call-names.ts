import type { Language } from "../finding.ts";

export type CallKind = "eval" | "process" | "unserialize" | "network" | "debug" | "log" | "dump";

const split = (kind: CallKind, names: string): [string, CallKind][] => names.split(/\s+/).map((name) => [name, kind]);

/** What calls do, by resolved name. PHP in lower case. `*.x` is method x of anything. */
const kinds: Readonly<Record<Language, ReadonlyMap<string, CallKind>>> = {
  php: new Map([
    ...split("eval", "eval create_function"),
    ...split(
      "process",
      "` exec shell_exec system passthru popen proc_open pcntl_exec com::exec *->shellexecute ffi::cdef ffi::load",
    ),
    ...split("unserialize", "unserialize maybe_unserialize yaml_parse"),
    ...split(
      "network",
      "wp_remote_get wp_remote_post wp_remote_request wp_remote_head wp_safe_remote_get wp_safe_remote_post wp_safe_remote_request download_url curl_init curl_setopt fsockopen pfsockopen stream_socket_client get_headers",
    ),
    ...split("debug", "var_dump phpinfo debug_print_backtrace debug_zval_refcount dd xdebug_var_dump"),
    ...split("log", "error_log *->log *->debug *->info *->error syslog"),
    ...split("dump", "json_encode serialize print_r http_build_query wp_json_encode"),
  ]),
  javascript: new Map([
    ...split(
      "eval",
      "eval Function execScript vm.runInThisContext vm.runInNewContext vm.runInContext vm.Script vm.compileFunction GeneratorFunction AsyncFunction *._compile",
    ),
    ...split(
      "process",
      "child_process.exec child_process.execSync child_process.execFile child_process.execFileSync child_process.spawn child_process.spawnSync child_process.fork Deno.Command Deno.run Bun.spawn Bun.spawnSync execa cross-spawn shelljs.exec process.binding",
    ),
    ...split("unserialize", "v8.deserialize node-serialize.unserialize serialize-javascript.deserialize"),
    ...split(
      "network",
      "fetch axios axios.create axios.get axios.post axios.put axios.request http.get http.request https.get https.request http2.connect net.connect net.createConnection tls.connect WebSocket EventSource navigator.sendBeacon dns.lookup dns.resolve dns.resolve4 dns.resolveTxt dns.promises.lookup dns.promises.resolve $.get $.post $.ajax $.getJSON jQuery.get jQuery.post jQuery.ajax got request undici.fetch undici.request *.sendBeacon",
    ),
    ...split("log", "console.log console.info console.debug console.warn console.error"),
    ...split("dump", "JSON.stringify Object.keys Object.entries Object.values"),
  ]),
  python: new Map([
    ...split(
      "eval",
      "eval exec execfile builtins.eval builtins.exec types.FunctionType types.CodeType runpy.run_path runpy.run_module code.InteractiveInterpreter code.InteractiveConsole",
    ),
    ...split(
      "process",
      "os.system os.popen os.execv os.execve os.execvp os.execl os.execlp os.spawnl os.spawnv os.spawnvp os.posix_spawn os.startfile subprocess.run subprocess.call subprocess.Popen subprocess.check_call subprocess.check_output subprocess.getoutput subprocess.getstatusoutput pty.spawn commands.getoutput asyncio.create_subprocess_exec asyncio.create_subprocess_shell ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.windll.kernel32.VirtualAlloc pip.main pip._internal.main pip._internal.cli.main.main",
    ),
    ...split(
      "unserialize",
      "pickle.load pickle.loads cPickle.loads _pickle.loads marshal.load marshal.loads dill.loads dill.load shelve.open jsonpickle.decode yaml.load yaml.unsafe_load yaml.full_load joblib.load",
    ),
    ...split(
      "network",
      "urllib.request.urlopen urllib.request.Request urllib.request.urlretrieve urllib2.urlopen requests.get requests.post requests.put requests.request requests.Session httpx.get httpx.post aiohttp.ClientSession http.client.HTTPConnection http.client.HTTPSConnection socket.create_connection smtplib.SMTP ftplib.FTP",
    ),
    ...split("debug", "breakpoint pdb.set_trace ipdb.set_trace pudb.set_trace"),
    ...split(
      "log",
      "logging.debug logging.info logging.warning logging.error logger.debug logger.info logger.warning logger.error log.info log.debug",
    ),
    ...split("dump", "json.dumps dict str repr list os.environ.items os.environ.copy"),
  ]),
  text: new Map(),
};

/** What a call of this name does; undefined for the many that no rule asks about. */
export function findKind(language: Language, path: string): CallKind | undefined {
  const key = language === "php" ? path.toLowerCase() : path;
  const known = kinds[language].get(key);
  if (known) return known;
  const glue = language === "php" ? "->" : ".";
  const at = key.lastIndexOf(glue);
  return at === -1 ? undefined : kinds[language].get(`*${key.slice(at)}`);
}

/** Whether a function runs code or programs. */
export function isDangerous(language: Language, path: string): boolean {
  const kind = findKind(language, path);
  return kind === "eval" || kind === "process" || (language === "php" && path === "assert");
}

/** Names of functions that run code or programs. */
export const listDangerous = (language: Language): string[] =>
  [...kinds[language]]
    .flatMap(([name, kind]) => (kind === "eval" || kind === "process" ? [name] : []))
    .concat("assert");

/** PHP functions that call what an argument names, with the place of that argument. */
export const callbacks: ReadonlyMap<string, number> = new Map([
  ["call_user_func", 0],
  ["call_user_func_array", 0],
  ["forward_static_call", 0],
  ["array_map", 0],
  ["array_filter", 1],
  ["array_walk", 1],
  ["array_walk_recursive", 1],
  ["array_udiff", 2],
  ["array_uintersect", 2],
  ["callbackfilteriterator", 1],
  ["closure::fromcallable", 0],
  ["header_register_callback", 0],
  ["mb_ereg_replace_callback", 1],
  ["array_reduce", 1],
  ["usort", 1],
  ["uasort", 1],
  ["uksort", 1],
  ["array_diff_ukey", 2],
  ["register_shutdown_function", 0],
  ["register_tick_function", 0],
  ["set_error_handler", 0],
  ["set_exception_handler", 0],
  ["spl_autoload_register", 0],
  ["ob_start", 0],
  ["iterator_apply", 1],
  ["preg_replace_callback", 1],
  ["reflectionfunction", 0],
  ["add_action", 1],
  ["add_filter", 1],
  ["map", 0],
]);
