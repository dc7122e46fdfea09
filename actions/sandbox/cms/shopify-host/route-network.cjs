"use strict";
// Loaded before the app, in its process: the names of Shopify and of the provider lead to the contract host's TLS port on this
// machine, whose certificate the app checks as ever. Everything else is written down and refused; the boundary has no way out.
const { appendFileSync } = require("node:fs");
const { Socket } = require("node:net");

const names = new Set((process.env.FORGE_ROUTED_NAMES ?? "").split(","));
const port = Number(process.env.FORGE_ROUTED_PORT);
const log = process.env.FORGE_EGRESS_LOG ?? "";
const app = process.env.FORGE_APP_NAME ?? "app";
for (const name of ["FORGE_ROUTED_NAMES", "FORGE_ROUTED_PORT", "FORGE_EGRESS_LOG", "FORGE_APP_NAME"]) delete process.env[name];

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  // node:net hands over its own list [options, listener] as one argument.
  const [options, listener] = Array.isArray(given[0]) ? given[0] : given;
  const asked = typeof options === "object" && options !== null ? options : { port: options };
  const host = asked.host ?? asked.hostname ?? "localhost";
  if (asked.path === undefined && names.has(host) && Number(asked.port) === 443) {
    return connect.call(this, { ...asked, host: "127.0.0.1", port, lookup: undefined }, ...(listener ? [listener] : []));
  }
  const url = asked.path ?? `${host}:${asked.port}`;
  appendFileSync(log, `${JSON.stringify({ from: app, method: "CONNECT", url })}\n`);
  process.nextTick(() => this.destroy(Object.assign(new Error(`connect ENETUNREACH ${url}`), { code: "ENETUNREACH" })));
  return this;
};
