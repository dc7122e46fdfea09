import { type BenchConfig, ForgeError } from "@plugsmith/schemas";

export type WebhookTarget = NonNullable<NonNullable<BenchConfig["plugins"]>[string]["webhook"]>;

const isLoopback = (host: string) => /^127(\.[0-9]{1,3}){3}$/.test(host) || host === "[::1]" || host === "localhost";

/**
 * Where a webhook plugin is called, as the bench's configuration says. @throws ForgeError `bench_config_invalid` when it names
 * none, or one outside this machine without saying so.
 */
export function checkWebhookTarget(plugin: string, target: WebhookTarget | undefined): URL & { readonly href: string } {
  const wrong = (message: string, hint: string) => new ForgeError("bench_config_invalid", { message, hint });
  if (!target)
    throw wrong(
      `${plugin} is called over HTTP, and this bench does not say where.`,
      `Set plugins.${plugin}.webhook: { url, keyFile } in the bench configuration.`,
    );
  if (!URL.canParse(target.url)) throw wrong(`plugins.${plugin}.webhook.url is no address.`, "http://127.0.0.1:7700/");
  const url = new URL(target.url);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw wrong(`plugins.${plugin}.webhook.url is neither http nor https.`, "http://127.0.0.1:7700/");
  if (!isLoopback(url.hostname) && target.remote !== true)
    throw wrong(
      `plugins.${plugin}.webhook.url leads to ${url.hostname}, outside this machine.`,
      `Run the service here, or set plugins.${plugin}.webhook.remote: true and use https.`,
    );
  if (!isLoopback(url.hostname) && url.protocol !== "https:")
    throw wrong(
      `plugins.${plugin}.webhook.url would send a plugin's calls unencrypted.`,
      "Use https outside this machine.",
    );
  return url;
}
