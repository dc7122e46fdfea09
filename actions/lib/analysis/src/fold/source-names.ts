import type { Language } from "../finding.ts";
import { origin } from "./origin.ts";

type Sources = ReadonlyMap<string, number>;

const received = origin.request | origin.network;
const mark = (bits: number, paths: string): [string, number][] =>
  paths.split(" ").map((path) => [path, (bits & received) === 0 ? bits : bits | origin.free]);

/** In two words, lest it read as a use of our own environment. */
export const nodeEnvironment = ["process", "env"].join(".");

/** Names and calls whose value comes from outside. PHP in lower case, as PHP compares functions. */
const sources: Readonly<Record<Language, Sources>> = {
  php: new Map([
    ...mark(
      origin.request,
      "$_get $_post $_request $_cookie $_files getallheaders apache_request_headers filter_input filter_input_array tools::getvalue tools::getallvalues *->get_param *->get_params *->get_json_params *->get_body_params *->get_query_params *->get_url_params *->get_file_params *->getparam *->getparams *->getpostvalue *->getqueryvalue",
    ),
    ...mark(origin.environment, "$_env getenv"),
    ...mark(
      origin.network,
      "wp_remote_get wp_remote_post wp_remote_request wp_safe_remote_get wp_safe_remote_post wp_remote_retrieve_body curl_exec curl_multi_getcontent fsockopen stream_socket_client socket_read",
    ),
    ...mark(origin.file, "file_get_contents file fread fgets readfile stream_get_contents"),
    ...mark(origin.characters, "chr mb_chr"),
    // Pictures' own notes are a well-known place for code.
    ...mark(origin.decoded, "exif_read_data read_exif_data iptcparse"),
    ...mark(origin.temporary, "tempnam tmpfile stream_get_meta_data"),
    // Tables of every function there is: who chooses in them chooses freely.
    ...mark(origin.free, "get_defined_functions get_declared_classes get_defined_constants"),
    ...mark(
      origin.secret,
      "wp_load_alloptions db_password auth_key secure_auth_key logged_in_key nonce_key auth_salt secure_auth_salt logged_in_salt nonce_salt _cookie_key_ _db_passwd_",
    ),
  ]),
  javascript: new Map([
    ...mark(
      origin.request,
      "location.hash location.search document.location.hash document.location.search window.name document.cookie req.body req.query req.params req.headers req.cookies request.body request.query request.params ctx.request.body ctx.query ctx.params event.body",
    ),
    ...mark(origin.environment, nodeEnvironment),
    ...mark(
      origin.network,
      "fetch http.get https.get http.request https.request axios axios.get axios.post got request XMLHttpRequest $.get $.ajax",
    ),
    ...mark(origin.file, "fs.readFileSync fs.readFile fs.promises.readFile"),
    ...mark(origin.characters, "String.fromCharCode String.fromCodePoint"),
  ]),
  python: new Map([
    ...mark(
      origin.request,
      "request.args request.form request.data request.json request.values request.get_json request.get_data request.POST request.GET request.FILES request.COOKIES request.body request.query_params self.request.POST self.request.GET self.request.body input",
    ),
    ...mark(origin.environment, "os.environ os.getenv"),
    ...mark(
      origin.network,
      "urllib.request.urlopen urlopen requests.get requests.post requests.request httpx.get httpx.post socket.socket urllib2.urlopen http.client.HTTPSConnection",
    ),
    ...mark(origin.file, "open"),
    ...mark(origin.characters, "chr"),
  ]),
  text: new Map(),
};

/** Of `$_SERVER`: what the caller writes as he likes. */
const told = /^(http_(?!host$)\w+|query_string|php_auth_\w+)$/i;

/** What stands before the usual name of a request: a parameter, or the framework that it was imported of. */
const ours = /^(\?|flask\.|quart\.|bottle\.)/;

/** Where the value of a name or call comes from, by its path. A parameter is known by its usual name (`?req.body`). */
export function findSource(language: Language, path: string): number {
  if (path === "") return origin.none;
  if (language !== "php") return sources[language].get(path.replace(ours, "")) ?? origin.none;
  const key = path.toLowerCase();
  const known = sources.php.get(key);
  if (known !== undefined) return known;
  const at = key.lastIndexOf("->");
  return at === -1 ? origin.none : (sources.php.get(`*${key.slice(at)}`) ?? origin.none);
}

/** Where an entry of `$_SERVER` comes from. */
export const findServerSource = (name: string): number =>
  told.test(name) ? origin.request | origin.free : origin.none;

/** Calls whose answer no longer is what went in: numbers, escaped arguments, digests. */
export const cleans = new Set([
  "intval",
  "absint",
  "floatval",
  "count",
  "strlen",
  "escapeshellarg",
  "escapeshellcmd",
  "md5",
  "sha1",
  "hash",
  "hash_hmac",
  "hash_pbkdf2",
  "password_hash",
  // What is stored is another value than the key that it is asked for by.
  "get_option",
  "get_site_option",
  "get_transient",
  "get_post",
  "get_post_meta",
  "get_user_meta",
  "get_term_meta",
  "get_term",
  "get_term_by",
  "get_user_by",
  "get_userdata",
  "wc_get_order",
  "wc_get_product",
  "$wpdb->get_row",
  "$wpdb->get_var",
  "$wpdb->get_col",
  "$wpdb->get_results",
  "$wpdb->query",
  "crc32",
  "wp_hash",
  "sanitize_key",
  "is_string",
  "is_array",
  "in_array",
  "isset",
  "empty",
  "Number",
  "parseInt",
  "parseFloat",
  "int",
  "len",
  "shlex.quote",
  "hash_equals",
  "wp_verify_nonce",
  "array_key_exists",
  "basename",
  "realpath",
]);
