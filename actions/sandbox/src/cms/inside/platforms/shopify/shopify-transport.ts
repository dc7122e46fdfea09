import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import type { PageAnswer } from "../../page.ts";
import { readText, siteFolder, stopServer } from "../../program-transport.ts";
import type { RunningSite, SandboxDriver, SiteLog } from "../../sandbox-driver.ts";
import {
  appFolder,
  appLog,
  certificateFile,
  egressLog,
  layOutApp,
  listFiles,
  type RunningApp,
  startApp,
  storeFolder,
} from "./app-transport.ts";
import { createControl } from "./create-control.ts";
import { callPort, names, openFront } from "./front-transport.ts";
import type { GraphqlLibrary } from "./host/payments-graphql.ts";
import { makeCertificate } from "./host/self-signed-certificate.ts";
import { createShopifyHost } from "./host/shopify-host.ts";
import { readAppFacts } from "./read-app-facts.ts";
import { splitAppLog } from "./split-app-log.ts";

const complaints = join(siteFolder, "complaints.log");
const requests = join(siteFolder, "requests.jsonl");

/** The most memory that a process had, in KiB; 0 when it is gone. */
const readPeak = (pid: number | undefined) =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0);

async function loadLibrary(plan: InsidePlan): Promise<{ library: GraphqlLibrary; sdl: string }> {
  const entry = join(findShopFolder(plan, "modules"), "graphql/index.mjs");
  const library = (await import(pathToFileURL(entry).href)) as GraphqlLibrary;
  return { library, sdl: readFileSync(join(findShopFolder(plan, "host"), "payments-app.graphql"), "utf8") };
}

/** The contract host of Shopify, and the app's own server beside it. `versions` come from outside. */
export function shopifyDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan): Promise<RunningSite> {
      mkdirSync(siteFolder, { recursive: true });
      layOutApp(findShopFolder(plan, "app"), findShopFolder(plan, "modules"));
      const fresh = (bytes: number) => randomBytes(bytes).toString("hex");
      const secrets = {
        apiKey: fresh(16),
        apiSecret: `shpss_${fresh(16)}`,
        proxySecret: fresh(20),
        storeSecret: fresh(20),
        password: fresh(12),
      };
      const certificate = makeCertificate(Object.values(names), Date.now());
      writeFileSync(certificateFile, certificate.cert);
      let app: RunningApp | undefined;
      const facts = readAppFacts(appFolder, plan.plugin.name);
      const note = (record: object) =>
        appendFileSync(requests, `${JSON.stringify({ ...record, peakKiB: readPeak(app?.child.pid), queries: 0 })}\n`);
      const host = createShopifyHost({
        ...(await loadLibrary(plan)),
        ...{ app: facts, locale: plan.locale, secrets, shopName: names.shop, appName: names.app, now: Date.now },
        async callApp(path, headers, body) {
          if (app === undefined) return { status: 503, headers: {}, body: "" };
          const trusted = { ...headers, "x-proxy-secret": secrets.proxySecret };
          const began = performance.now();
          const answer = await callPort(app.port, { method: "POST", path, headers: trusted, body });
          note({
            mark: `${path}:with`,
            name: "shopify",
            method: "POST",
            path,
            status: answer.status,
            ms: Math.round(performance.now() - began),
          });
          return answer;
        },
        complain: (words) => appendFileSync(complaints, `${words}\n`),
      });
      const stopFront = await openFront(certificate, {
        host: (request) => host.handle(request),
        appPort: () => app?.port,
        onRequest: (record) =>
          note({ mark: record.name === names.app && record.method === "GET" ? `${record.path}:with` : "", ...record }),
      });
      const control = createControl({
        host,
        locale: plan.locale,
        startApp: async () => {
          app = await startApp(plan.plugin.name, findShopFolder(plan, "host"), secrets);
        },
        callApp: (request) =>
          app === undefined ? Promise.resolve({ status: 503, headers: {}, body: "" }) : callPort(app.port, request),
        facts,
        secrets: [secrets.apiSecret, secrets.proxySecret, secrets.storeSecret],
        listState: () => ({
          store: listFiles(storeFolder),
          app: listFiles(appFolder),
        }),
      });
      const logs: Readonly<Record<SiteLog, () => string>> = {
        requests: () => readText(requests),
        egress: () => readText(egressLog),
        shop: () => splitAppLog(readText(appLog)).lines,
        mail: () => "",
        errors: () => splitAppLog(readText(appLog)).errors + readText(complaints),
      };
      return {
        url: `https://${names.shop}`,
        password: secrets.password,
        readLog: (name) => logs[name](),
        async api(_admin, method, path, body): Promise<PageAnswer> {
          const { status, value } = await control(method, path, body);
          return { status: () => status, text: async () => JSON.stringify(value), json: async () => value };
        },
        async stop() {
          stopFront();
          if (app) await stopServer(app.child);
        },
      };
    },
  };
}
